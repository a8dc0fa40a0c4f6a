package org.patchbank.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.patchbank.platform.PatchbankException;

/** Tells a person at the command line what went wrong and what to do. */
final class Failures {
    private Failures() {}

    /** @return the exit code */
    static int report(Throwable failure, PrintWriter err) {
        if (failure instanceof PatchbankException known) {
            err.println("error [" + known.code().code() + "]: " + known.getMessage());
            err.println("remedy: " + known.remedy());
        } else {
            err.println("error [internal]: " + failure);
            err.println(stack(failure));
            err.println("remedy: This is a defect of Patchbank: please report it with the lines above.");
        }
        err.flush();
        return 1;
    }

    private static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }
}
