package org.patchbank.app;

import java.util.concurrent.Callable;
import org.patchbank.evaluation.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", description = "Checks what Patchbank needs: each ok, or what to do.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Override
    public Integer call() {
        throw new UnsupportedOperationException();
    }
}
