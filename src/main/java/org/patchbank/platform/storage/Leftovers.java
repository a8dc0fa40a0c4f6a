package org.patchbank.platform.storage;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PatchbankSettings;

/** Removes the half-written files of programs that were killed, at every start. */
@ApplicationScoped
class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);
    /** Older than anything that another node may still be writing. */
    private static final Duration LEFT_AFTER = Duration.ofDays(1);

    private final PatchbankSettings settings;
    private final ImageStore store;
    private final Clock clock;

    Leftovers(PatchbankSettings settings, ImageStore store, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Instant before = clock.instant().minus(LEFT_AFTER);
        try {
            remove(settings.dataDir().resolve("uploads"), before);
            store.tidy(before);
        } catch (IOException | PatchbankException e) {
            LOG.warnf("Cannot tidy up after an earlier program: %s", e);
        }
    }

    static void remove(Path folder, Instant before) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
