package org.patchbank.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.database.EmbeddedDatabase;

/** Gives a {@code @QuarkusTest} a temporary data folder and an empty embedded PostgreSQL in it. */
public final class DatabaseResource implements QuarkusTestResourceLifecycleManager {
    /** The server's programs, unpacked once for all tests. */
    public static final Path RUNTIME = Path.of("target", "postgres-runtime").toAbsolutePath();

    private Path path;
    private DataFolder folder;
    private EmbeddedDatabase database;

    @Override
    public Map<String, String> start() {
        try {
            path = Files.createTempDirectory("patchbank-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folder = DataFolder.open(path);
        database = EmbeddedDatabase.start(folder, RUNTIME);
        Map<String, String> settings = new HashMap<>(database.address().asSettings());
        settings.put("patchbank.data-dir", path.toString());
        return settings;
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
            folder.close();
            TemporaryFolders.delete(path);
        }
    }
}
