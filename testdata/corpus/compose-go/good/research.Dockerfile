FROM golang:1.25.3 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -o /out/research ./cmd/research

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/research /research
ENTRYPOINT ["/research"]
