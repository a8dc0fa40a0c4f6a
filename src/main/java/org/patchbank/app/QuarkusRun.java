package org.patchbank.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.inject.spi.CDI;
import java.net.BindException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.patchbank.platform.PatchbankException;

/** Quarkus on a thread of its own, from its start to its end. */
final class QuarkusRun implements AutoCloseable {
    private static final CompletableFuture<URI> STARTED = new CompletableFuture<>();
    private static final CompletableFuture<Void> ENDED = new CompletableFuture<>();

    private QuarkusRun() {}

    /** Returns when it listens. */
    static QuarkusRun start() {
        Thread thread = new Thread(QuarkusRun::run, "patchbank-server");
        thread.start();
        try {
            STARTED.join();
            return new QuarkusRun();
        } catch (CompletionException e) {
            throw explain(e.getCause());
        }
    }

    private static void run() {
        try {
            Quarkus.run(Served.class, (code, failure) -> {
                STARTED.completeExceptionally(
                        failure == null ? new IllegalStateException("exit code " + code) : failure);
            });
        } catch (RuntimeException e) {
            STARTED.completeExceptionally(e);
        } finally {
            ENDED.complete(null);
        }
    }

    URI url() {
        return STARTED.join();
    }

    void awaitStop() {
        ENDED.join();
    }

    @Override
    public void close() {
        Quarkus.asyncExit();
        ENDED.join();
    }

    private static PatchbankException explain(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof PatchbankException known) {
                return known;
            }
            if (cause instanceof BindException) {
                return new PatchbankException(
                        ServerError.PORT_IN_USE,
                        "The port is in use by another program (" + cause.getMessage() + ").",
                        "Choose another with --port, or 0 for any that is free.",
                        failure);
            }
            cause = cause.getCause();
        }
        return new PatchbankException(
                ServerError.SERVER_DID_NOT_START,
                "The server did not start: " + rootCause(failure),
                "The log says more: on the console, or in patchbank.log in the data folder.",
                failure);
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What runs inside Quarkus: tells that it listens, then waits for the end. */
    static final class Served implements QuarkusApplication {
        @Override
        public int run(String... args) {
            int port = CDI.current().select(HttpServer.class).get().getPort();
            String host = ConfigProvider.getConfig().getValue("quarkus.http.host", String.class);
            String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
            STARTED.complete(
                    URI.create("http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port));
            Quarkus.waitForExit();
            return 0;
        }
    }
}
