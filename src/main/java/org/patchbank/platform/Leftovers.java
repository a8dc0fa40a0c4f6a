package org.patchbank.platform;

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
import java.util.List;
import org.jboss.logging.Logger;

/** Removes the half-written files of programs that were killed, at every start. */
@ApplicationScoped
class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);
    /** Other nodes may be writing into the same store now, so only what is old goes. */
    private static final Duration LEFT_AFTER = Duration.ofDays(1);

    private final PatchbankSettings settings;
    private final Clock clock;

    Leftovers(PatchbankSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        for (String folder : List.of(FolderImageStore.INCOMING, "uploads")) {
            try {
                remove(settings.dataDir().resolve(folder), clock.instant().minus(LEFT_AFTER));
            } catch (IOException e) {
                LOG.warnf("Cannot tidy %s: %s", folder, e);
            }
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
