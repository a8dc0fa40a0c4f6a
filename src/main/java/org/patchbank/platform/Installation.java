package org.patchbank.platform;

import io.quarkus.runtime.Application;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What must stand before the server starts: the data folder, held by us, and a database. Tells the server about them
 * through system properties. Stops the embedded database when the program ends, after the server.
 */
public final class Installation implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Installation.class);
    private static final int SERVER_STOP_SECONDS = 30;

    private final DataFolder folder;
    private final Optional<EmbeddedDatabase> embedded;
    private boolean closed;

    private Installation(DataFolder folder, Optional<EmbeddedDatabase> embedded) {
        this.folder = folder;
        this.embedded = embedded;
    }

    /**
     * Opens what the settings name: {@code patchbank.data-dir}, and {@code patchbank.jdbc-url} or else the embedded
     * database. Call it once, before the server starts.
     *
     * @throws PatchbankException with what to do, if the folder is in use or the database does not start
     */
    public static Installation open() {
        SmallRyeConfig settings = settingsBeforeStart();
        Path path = settings.getOptionalValue("patchbank.data-dir", Path.class).orElse(Path.of("patchbank-data"));
        DataFolder folder = DataFolder.open(path);
        System.setProperty("patchbank.data-dir", folder.path().toString());
        try {
            Optional<EmbeddedDatabase> embedded = settings.getOptionalValue("patchbank.jdbc-url", String.class)
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(EmbeddedDatabase.start(folder, runtime(settings, folder)));
            embedded.ifPresent(database -> database.address().asSettings().forEach(System::setProperty));
            Installation installation = new Installation(folder, embedded);
            Runtime.getRuntime().addShutdownHook(new Thread(installation::closeAfterServer, "patchbank-installation"));
            return installation;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static Path runtime(SmallRyeConfig settings, DataFolder folder) {
        return settings.getOptionalValue("patchbank.postgres-runtime", Path.class)
                .orElse(folder.resolve("runtime"));
    }

    /** System properties, environment, .env and config/application.properties, as the server itself will read them. */
    private static SmallRyeConfig settingsBeforeStart() {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDefaultInterceptors().addDefaultSources();
        Path file = Path.of("config", "application.properties");
        if (Files.exists(file)) {
            try {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), 260));
            } catch (IOException e) {
                throw new PatchbankException(
                        PlatformError.SETTINGS_UNREADABLE, "Cannot read " + file, "Mend or remove the file.", e);
            }
        }
        return builder.build();
    }

    public Path dataDir() {
        return folder.path();
    }

    private void closeAfterServer() {
        Application server = Application.currentApplication();
        if (server != null && server.isStarted()) {
            try {
                CompletableFuture.runAsync(server::awaitShutdown).get(SERVER_STOP_SECONDS, TimeUnit.SECONDS);
            } catch (Exception e) {
                LOG.warn("The server does not stop; stopping its database", e);
            }
        }
        close();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            embedded.ifPresent(EmbeddedDatabase::close);
            folder.close();
        }
    }
}
