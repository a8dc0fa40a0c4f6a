# Patchbank in a container.
#   docker build -t patchbank .                      builds the program too; needs Maven Central
#   docker build -t patchbank --target packaged .    takes the program that ./mvnw package or ./patchbank has built
#   --build-arg JRE_IMAGE=…                          another Java runtime, 17 or newer, on Debian or Ubuntu
# Java on other C libraries (Alpine) does not do: ONNX Runtime needs glibc.
ARG JDK_IMAGE=eclipse-temurin:17-jdk
ARG JRE_IMAGE=eclipse-temurin:17-jre

FROM ${JRE_IMAGE} AS runtime
LABEL org.opencontainers.image.title="Patchbank" \
      org.opencontainers.image.description="Self-hosted visual defect inspection that learns from good parts alone" \
      org.opencontainers.image.licenses="Apache-2.0"
# A name for the user: PostgreSQL does not start for a number alone.
RUN useradd --uid 10001 --user-group --home-dir /data --no-create-home --shell /usr/sbin/nologin patchbank \
    && mkdir /data && chown patchbank:patchbank /data
COPY LICENSE patchbank docker/healthy /opt/patchbank/
COPY docker/entrypoint /usr/local/bin/patchbank
ENV HOME=/data PATCHBANK_DATA_DIR=/data QUARKUS_HTTP_HOST=0.0.0.0
WORKDIR /data
VOLUME /data
EXPOSE 8080
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=10s --start-period=300s --retries=3 CMD ["/opt/patchbank/healthy"]
ENTRYPOINT ["/usr/local/bin/patchbank"]
CMD ["serve"]

FROM runtime AS packaged
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.version="${VERSION}" org.opencontainers.image.revision="${REVISION}"
COPY target/quarkus-app /opt/patchbank/target/quarkus-app

FROM ${JDK_IMAGE} AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
# The libraries first: they change less often than the program.
RUN ./mvnw -B -ntp -q dependency:go-offline -Dspotless.check.skip=true || true
COPY migrations migrations
COPY src/main src/main
RUN ./mvnw -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package

FROM runtime AS release
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.version="${VERSION}" org.opencontainers.image.revision="${REVISION}"
COPY --from=build /build/target/quarkus-app /opt/patchbank/target/quarkus-app
