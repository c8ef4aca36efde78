# Stillpoint in a container: built in one stage, run in another that has neither compiler nor headers.
#
#   docker build -t stillpoint .
#   docker run --read-only -p 127.0.0.1:8080:8080 -v stillpoint-data:/data \
#     -e STILLPOINT_PUBLIC_URL=http://127.0.0.1:8080 stillpoint demo
#
# Inside it listens on every address, so it must be told the one that people use: STILLPOINT_PUBLIC_URL.
# It writes to /data only, so the root file system may be read-only. scripts/test-container builds and asks it.

# Another base may be named, for example one that knows a mirror: --build-arg BASE=…
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS build
WORKDIR /src
# First alone what the packages depend on: they are installed anew only when it changes.
COPY scripts/lib.sh scripts/install-deps scripts/
RUN scripts/install-deps run
COPY . .
RUN cmake --preset release && cmake --build --preset release --target stillpoint && \
    strip --strip-debug -o /stillpoint build/release/src/cli/stillpoint

FROM ${BASE}
COPY scripts/lib.sh scripts/install-deps /usr/local/lib/stillpoint/scripts/
RUN /usr/local/lib/stillpoint/scripts/install-deps image && \
    rm -rf /usr/local/lib/stillpoint /var/lib/apt/lists/* /var/cache/apt/archives/*.deb && \
    useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin stillpoint && \
    install -d -o stillpoint -g stillpoint -m 0750 /data
COPY --from=build /stillpoint /usr/local/bin/stillpoint
USER stillpoint
WORKDIR /data
VOLUME /data
ENV XDG_DATA_HOME=/data STILLPOINT_HOST=0.0.0.0 STILLPOINT_LOG_FORMAT=json
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["stillpoint", "health"]
ENTRYPOINT ["stillpoint"]
CMD ["serve"]
