package org.patchbank.evaluation;

/** Starts the server in this process. */
@FunctionalInterface
public interface ServerStarter {
    /** @throws org.patchbank.platform.PatchbankException if it does not start */
    RunningServer start(ServerOptions options);
}
