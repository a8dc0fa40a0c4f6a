package org.patchbank.dashboard.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages that pages are written in. */
public enum Language {
    EN(Locale.ENGLISH),
    DE(Locale.GERMAN);

    /** Remembers what a person chose. */
    public static final String COOKIE = "patchbank-language";

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    String tag() {
        return locale.getLanguage();
    }

    /**
     * What a person chose, else the first that the browser asks for and there is, else English.
     *
     * @param chosen value of the cookie, or null
     * @param accepted of the browser, the dearest first
     */
    public static Language of(String chosen, List<String> accepted) {
        return find(chosen)
                .or(() -> accepted.stream().flatMap(tag -> find(tag).stream()).findFirst())
                .orElse(EN);
    }

    private static Optional<Language> find(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }
}
