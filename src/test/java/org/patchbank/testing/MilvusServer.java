package org.patchbank.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/**
 * A real Milvus for tests. The first of these that there is:
 *
 * <ul>
 *   <li>a server that runs: its address in {@code -Dpatchbank.test.milvus=http://host:19530} or {@code PATCHBANK_TEST_MILVUS};
 *   <li>a script that runs one as a process, in {@code -Dpatchbank.test.milvus.process} or {@code
 *       PATCHBANK_TEST_MILVUS_PROCESS}: see {@link MilvusProcess};
 *   <li>Docker with an image that is there already, {@code -Dpatchbank.test.milvus.image} or {@code
 *       PATCHBANK_TEST_MILVUS_IMAGE}, upstream's unless named. Nothing is pulled.
 * </ul>
 *
 * Where there is none, tests are skipped and say so; where one is named and cannot be had, they fail. As a resource of a {@code @QuarkusTest} it makes the program use the
 * server; such a test has {@code @EnabledIf("org.patchbank.testing.MilvusServer#available")}.
 */
public final class MilvusServer implements QuarkusTestResourceLifecycleManager {
    static final String IMAGE = "milvusdb/milvus:v2.6.11";

    private static final String HOW =
            "needs a Milvus: start one and name it in PATCHBANK_TEST_MILVUS (http://host:19530), name a script that runs one in"
                    + " PATCHBANK_TEST_MILVUS_PROCESS, or have Docker and the image " + IMAGE
                    + " (another one: PATCHBANK_TEST_MILVUS_IMAGE)";

    private static Optional<String> shared;

    /** The address of a server that all tests share; skips the test where there is none. */
    public static String uri() {
        Optional<String> uri = find();
        assumeTrue(uri.isPresent(), HOW);
        return uri.get();
    }

    /** For {@code @EnabledIf}. */
    public static boolean available() {
        return find().isPresent();
    }

    /** A server of the test's own, to be killed, frozen and started again; skips the test where that cannot be had. */
    public static StoppableMilvus own() {
        Optional<String> script = setting("process");
        if (script.isPresent()) {
            return MilvusProcess.start(Path.of(script.get()), "own");
        }
        assumeTrue(
                docker(),
                HOW.replace("start one and name it in PATCHBANK_TEST_MILVUS (http://host:19530), name", "name"));
        return MilvusInDocker.start(image());
    }

    private static synchronized Optional<String> find() {
        if (shared == null) {
            shared = setting("").or(MilvusServer::startShared);
        }
        return shared;
    }

    private static Optional<String> startShared() {
        Optional<String> script = setting("process");
        if (script.isEmpty() && !docker()) {
            return Optional.empty();
        }
        StoppableMilvus server = script.isPresent()
                ? MilvusProcess.start(Path.of(script.get()), "shared")
                : MilvusInDocker.start(image());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return Optional.of(server.uri());
    }

    private static boolean docker() {
        boolean there = DockerClientFactory.instance().isDockerAvailable() && MilvusInDocker.isPresent(image());
        if (!there && setting("image").isPresent()) {
            throw new IllegalStateException(
                    "PATCHBANK_TEST_MILVUS_IMAGE names %s, and there is no Docker with this image".formatted(image()));
        }
        return there;
    }

    private static String image() {
        return setting("image").orElse(IMAGE);
    }

    private static Optional<String> setting(String name) {
        String property = "patchbank.test.milvus" + (name.isEmpty() ? "" : "." + name);
        String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
        return Optional.ofNullable(System.getProperty(property, System.getenv(variable)))
                .filter(value -> !value.isBlank());
    }

    /** The settings that make the program use a server. */
    public static Map<String, String> settings(String uri) {
        return Map.of("patchbank.vector-index.kind", "milvus", "patchbank.vector-index.milvus.uri", uri);
    }

    @Override
    public Map<String, String> start() {
        return settings(uri());
    }

    @Override
    public void stop() {} // shared by all tests of this process
}
