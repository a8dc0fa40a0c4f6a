package org.patchbank.platform;

/** What is known of the terminal. Java 17 cannot tell for standard error alone, so the launcher says. */
public final class Terminal {
    /** System property set by the launcher: whether standard error is a terminal. */
    public static final String ERR_PROPERTY = "terminal.stderr";

    private Terminal() {}

    /** Whether progress may be redrawn in place on standard error. */
    public static boolean errIsTerminal() {
        String said = System.getProperty(ERR_PROPERTY);
        return said == null ? System.console() != null : Boolean.parseBoolean(said);
    }
}
