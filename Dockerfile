# nhivet without anything beside it: no shell, no git, no user database. What needs
# git (--staged, --diff, --history) does not work in it. The context is a folder
# for each platform with the program of a release in it (CONTRIBUTING.md).
#
#   docker run --rm --network none --read-only -v "$PWD:/src:ro" nhivet scan
FROM scratch
ARG TARGETPLATFORM
COPY --chmod=0555 ${TARGETPLATFORM}/nhivet /nhivet
USER 65532:65532
WORKDIR /src
ENTRYPOINT ["/nhivet"]
CMD ["scan"]
