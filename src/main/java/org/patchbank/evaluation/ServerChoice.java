package org.patchbank.evaluation;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.patchbank.evaluation.client.PatchbankClient;
import org.patchbank.platform.PatchbankException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which server does the work: a named one, the one running on the data folder, or one of our own. */
final class ServerChoice {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "A running server, e.g. http://127.0.0.1:8080 (default: the one that runs on the data folder;"
                    + " without one, it is started for the time of this command).")
    private URI server;

    @Mixin
    private DataDirOption dataDir;

    /** A client, and what has to be stopped afterwards. */
    record Connection(PatchbankClient client, Optional<RunningServer> own) implements AutoCloseable {
        @Override
        public void close() {
            own.ifPresent(RunningServer::close);
        }
    }

    Connection connect(ServerStarter starter) {
        if (server != null) {
            return to(server);
        }
        Optional<URI> running = new ServerFile(dataDir.path()).read();
        if (running.isPresent() && answers(running.get())) {
            return to(running.get());
        }
        RunningServer own = starter.start(new ServerOptions(dataDir.path(), Map.of("quarkus.http.port", "0"), true));
        return new Connection(new PatchbankClient(own.url()), Optional.of(own));
    }

    Path dataDir() {
        return dataDir.path();
    }

    private static Connection to(URI server) {
        PatchbankClient client = new PatchbankClient(server);
        client.ping();
        return new Connection(client, Optional.empty());
    }

    private static boolean answers(URI server) {
        try {
            new PatchbankClient(server).ping();
            return true;
        } catch (PatchbankException e) {
            return false;
        }
    }
}
