package org.patchbank.evaluation;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "demo", description = "Shows the whole program at work on parts that it draws itself.")
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    private final ServerStarter starter;

    public DemoCommand(ServerStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() {
        throw new UnsupportedOperationException("" + starter);
    }
}
