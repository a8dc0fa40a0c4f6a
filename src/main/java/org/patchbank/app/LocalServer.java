package org.patchbank.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbank.evaluation.RunningServer;
import org.patchbank.evaluation.ServerFile;
import org.patchbank.evaluation.ServerOptions;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.platform.database.EmbeddedDatabase;
import org.patchbank.platform.database.SchemaHistory;

/**
 * The server in this process, with what it stands on: the data folder's lock, the embedded database unless another one is
 * named, Quarkus, and the file that tells other commands where it is. Taken down in the reverse order, also by Ctrl-C.
 */
final class LocalServer {
    private final Deque<AutoCloseable> standing = new ArrayDeque<>();

    private LocalServer() {}

    /** One server a process: Quarkus starts once. */
    static RunningServer start(ServerOptions options) {
        LocalServer server = new LocalServer();
        Runtime.getRuntime().addShutdownHook(new Thread(server::takeDown, "patchbank-take-down"));
        try {
            return server.bringUp(options);
        } catch (RuntimeException | IOException e) {
            server.takeDown();
            if (e instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e);
        }
    }

    private RunningServer bringUp(ServerOptions options) throws IOException {
        DataFolder folder = standing(DataFolder.open(options.dataDir()));
        Map<String, String> settings = new HashMap<>(options.settings());
        settings.put("patchbank.data-dir", folder.path().toString());
        if (options.quiet()) {
            settings.putAll(logToFile(folder.path()));
        }
        settings.forEach(System::setProperty);
        Optional<DatabaseAddress> named = StartSettings.read().database();
        if (named.isPresent()) {
            SchemaHistory.check(named.get());
        } else {
            DatabaseAddress embedded = standing(EmbeddedDatabase.start(folder)).address();
            SchemaHistory.check(embedded);
            embedded.asSettings().forEach(System::setProperty);
        }
        QuarkusRun quarkus = standing(QuarkusRun.start());
        URI url = quarkus.url();
        ServerFile file = new ServerFile(folder.path());
        file.write(url);
        standing((AutoCloseable) file::remove);
        return new RunningServer(url, quarkus::awaitStop, this::takeDown);
    }

    private static Map<String, String> logToFile(Path folder) {
        return Map.of(
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", folder.resolve("patchbank.log").toString(),
                "quarkus.log.console.enabled", "false");
    }

    private synchronized <T extends AutoCloseable> T standing(T part) {
        standing.push(part);
        return part;
    }

    private synchronized void takeDown() {
        while (!standing.isEmpty()) {
            try {
                standing.pop().close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e);
            }
        }
    }
}
