package org.patchbank.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A real S3 store for tests, one for all of them: the one whose address is given, else MinIO in a container where Docker and
 * the image are here, else the tests are skipped. Each setting is a Java property or a variable of the environment:
 *
 * <ul>
 *   <li>{@code patchbank.test.s3}, {@code PATCHBANK_TEST_S3}: address of a running store, e.g. http://127.0.0.1:9000
 *   <li>{@code patchbank.test.s3.image}, {@code PATCHBANK_TEST_S3_IMAGE}: image of MinIO
 *   <li>{@code patchbank.test.s3.keys}, {@code PATCHBANK_TEST_S3_KEYS}: ACCESS:SECRET, who may make buckets there
 * </ul>
 */
public final class S3Server {
    private static final String IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
    private static final String KEYS = "minioadmin:minioadmin";
    private static final int PORT = 9000;

    private static URI started;

    private S3Server() {}

    /** Where it is; skips the test where there is none. */
    public static synchronized URI address() {
        Optional<String> given = setting("patchbank.test.s3");
        if (given.isPresent()) {
            return URI.create(given.get());
        }
        if (started == null) {
            String image = setting("patchbank.test.s3.image").orElse(IMAGE);
            assumeTrue(
                    DockerImages.isHere(image),
                    "skipped: no S3 store. Set PATCHBANK_TEST_S3 to the address of one, or start Docker with the image "
                            + image + " (another one: PATCHBANK_TEST_S3_IMAGE)");
            started = start(image);
        }
        return started;
    }

    public static String accessKey() {
        return keys()[0];
    }

    public static String secretKey() {
        return keys()[1];
    }

    private static String[] keys() {
        return setting("patchbank.test.s3.keys").orElse(KEYS).split(":", 2);
    }

    @SuppressWarnings("resource") // ends with the tests
    private static URI start(String image) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv(Map.of("MINIO_ROOT_USER", accessKey(), "MINIO_ROOT_PASSWORD", secretKey()))
                .withCommand("server", "/data")
                .withExposedPorts(PORT)
                .waitingFor(
                        Wait.forHttp("/minio/health/ready").forPort(PORT).withStartupTimeout(Duration.ofMinutes(1)));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(
                        System.getenv(name.toUpperCase(java.util.Locale.ROOT).replace('.', '_'))))
                .filter(value -> !value.isBlank());
    }
}
