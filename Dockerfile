# Builds with the official Swift image, runs on slim Debian: the binary, the page, the weights, four libraries.
FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends pkg-config libdeflate-dev libpng-dev libopenblas-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
RUN swift package resolve
COPY Sources Sources
# The manifest names the targets of tests and fuzzing, so their folders must be there; they are not built.
COPY Tests Tests
COPY Fuzz Fuzz
RUN swift build -c release --product inkling --static-swift-stdlib \
    && install -D --strip .build/release/inkling /out/inkling

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends libdeflate0 libpng16-16 libopenblas0-pthread zlib1g \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/*
WORKDIR /app
COPY --from=build /out/inkling /usr/local/bin/inkling
COPY Public Public
COPY Models/inkling.safetensors Models/inkling.safetensors
# Nothing is written, so the root file system may be read-only; any user may run it.
USER 10001:10001
ENV INKLING_HOST=0.0.0.0 INKLING_PORT=8080 OPENBLAS_NUM_THREADS=1
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s CMD ["inkling", "healthcheck"]
ENTRYPOINT ["inkling"]
CMD ["serve"]
