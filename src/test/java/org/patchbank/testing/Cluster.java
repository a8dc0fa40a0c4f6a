package org.patchbank.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbank.platform.database.DatabaseAddress;

/** Nodes with roles of their own on one PostgreSQL and one image store, each a process. */
public final class Cluster implements AutoCloseable {
    private static final long READY_LIMIT_MS = 120_000;

    private final Path folder;
    private final PostgresProcess database;
    private final Map<String, ProgramProcess> nodes = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Runnable> starts = new HashMap<>();

    private Cluster(Path folder) {
        this.folder = folder;
        this.database = PostgresProcess.start(folder.resolve("database"));
    }

    public static Cluster start(Path folder) {
        return new Cluster(folder);
    }

    public PostgresProcess database() {
        return database;
    }

    /** Starts a node with images in the shared folder, and waits until it is ready. */
    public ProgramProcess node(String name, String roles, Map<String, String> settings) {
        return node(name, roles, "default", folder.resolve("images"), settings);
    }

    /** Starts a node of a factory with a store of its own, and waits until it is ready. */
    public ProgramProcess node(String name, String roles, String factory, Path images, Map<String, String> settings) {
        DatabaseAddress address = database.address();
        Map<String, String> all = new HashMap<>(settings);
        all.put("patchbank.jdbc-url", address.jdbcUrl());
        all.put("patchbank.jdbc-username", address.username());
        all.put("patchbank.jdbc-password", address.password());
        all.put("patchbank.image-store.folder", images.toString());
        starts.put(
                name,
                () -> nodes.put(
                        name, ProgramProcess.start(folder.resolve(name), all, "--roles", roles, "--factory", factory)));
        return restart(name);
    }

    /** Starts a node that was killed, as it was started first; it may listen at another port. */
    public ProgramProcess restart(String name) {
        starts.get(name).run();
        awaitReady(nodes.get(name));
        return nodes.get(name);
    }

    public ProgramProcess node(String name) {
        return nodes.get(name);
    }

    public static void awaitReady(ProgramProcess node) {
        long end = System.currentTimeMillis() + READY_LIMIT_MS;
        int status = 0;
        while (status != 200 && System.currentTimeMillis() < end) {
            status = given().baseUri(node.url().toString())
                    .get("/q/health/ready")
                    .statusCode();
            ProgramProcess.sleep(50);
        }
        assertThat(status).as("readiness").isEqualTo(200);
    }

    @Override
    public void close() {
        nodes.values().forEach(ProgramProcess::close);
        database.close();
    }
}
