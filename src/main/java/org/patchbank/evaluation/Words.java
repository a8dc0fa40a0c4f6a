package org.patchbank.evaluation;

import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** How decisions and numbers read on a console. */
public final class Words {
    private Words() {}

    /** Coloured on a terminal. */
    public static String decision(String decision) {
        String colour = switch (decision) {
            case "reject" -> "red";
            case "review" -> "yellow";
            default -> "green";
        };
        return Ansi.AUTO.string("@|" + colour + " " + decision + "|@");
    }

    public static String score(Double score) {
        return score == null ? "-" : String.format(Locale.ROOT, "%.3f", score);
    }
}
