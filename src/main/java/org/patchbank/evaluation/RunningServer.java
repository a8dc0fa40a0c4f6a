package org.patchbank.evaluation;

import java.net.URI;

/** A server that runs in this process. Closing stops it, database included. */
public final class RunningServer implements AutoCloseable {
    private final URI url;
    private final Runnable awaitStop;
    private final Runnable stop;

    /**
     * @param url where it listens
     * @param awaitStop returns when the server has stopped
     * @param stop stops the server and returns when it has
     */
    public RunningServer(URI url, Runnable awaitStop, Runnable stop) {
        this.url = url;
        this.awaitStop = awaitStop;
        this.stop = stop;
    }

    public URI url() {
        return url;
    }

    /** Waits until something else, such as Ctrl-C, stops the server. */
    public void awaitStop() {
        awaitStop.run();
    }

    @Override
    public void close() {
        stop.run();
    }
}
