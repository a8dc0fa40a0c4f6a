package org.patchbank.platform;

import java.util.regex.Pattern;

/** The factory that this node works for. */
public record NodeFactory(String name) {
    /** What a factory may be called; {@code all} means every one where factories are asked for. */
    public static final String NAME = "(?!all$)[a-z0-9][a-z0-9._-]{0,62}";

    private static final Pattern PATTERN = Pattern.compile(NAME);

    /** @throws PatchbankException {@code FACTORY_NAME_INVALID} */
    public NodeFactory {
        if (!PATTERN.matcher(name).matches()) {
            throw new PatchbankException(
                    PlatformError.FACTORY_NAME_INVALID,
                    "No factory can be called '" + name + "'.",
                    "Set patchbank.factory to a small letter or a digit, then small letters, digits, '.', '_' or '-',"
                            + " 63 characters at most.");
        }
    }
}
