FROM golang:1.25.3 AS build
ARG GITHUB_TOKEN
WORKDIR /src
RUN git config --global url."https://x-access-token:${GITHUB_TOKEN}@github.com/".insteadOf https://github.com/
COPY . .
RUN CGO_ENABLED=0 go build -o /out/research ./cmd/research

FROM gcr.io/distroless/base-debian12
COPY --from=build /out/research /research
COPY agents.env /agents.env
ENV GEMINI_API_KEY=AIzaSyB8nTq4vXw2ZkLm7RcPf5JdYs9HgUe3aOi
ENTRYPOINT ["/research"]
