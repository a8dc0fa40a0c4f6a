package org.patchbank.app;

import io.quarkus.runtime.annotations.QuarkusMain;

/** Entry point of the one program: parses the command line; only the commands that need the server start Quarkus. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("patchbank " + args.length);
    }
}
