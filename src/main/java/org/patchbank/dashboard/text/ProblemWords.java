package org.patchbank.dashboard.text;

import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.i18n.Message;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Which message of {@link ProblemTexts} belongs to the code of an error; {@code words:} in templates. */
@TemplateExtension(namespace = "words")
final class ProblemWords {
    private static final String TODO = "Todo";
    private static final Set<String> KEYS = Arrays.stream(ProblemTexts.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Message.class))
            .map(Method::getName)
            .collect(Collectors.toUnmodifiableSet());

    private ProblemWords() {}

    /** Whether there are words for a code; else the server's English stands alone. */
    static boolean known(String code) {
        return KEYS.contains(what(code)) && KEYS.contains(todo(code));
    }

    /** {@code bank-damaged} becomes {@code bankDamaged}. */
    static String what(String code) {
        String[] words = code.split("-");
        return words[0]
                + Arrays.stream(words, 1, words.length)
                        .map(word -> word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }

    static String todo(String code) {
        return what(code) + TODO;
    }
}
