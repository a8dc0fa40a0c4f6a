package org.patchbank.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word of the pages is there in both languages. */
class MessagesTest {
    private static final Path FILES = Path.of("src", "main", "resources", "messages");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]+}");

    private static final List<Class<?>> BUNDLES = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.patchbank.dashboard")
                    .stream()
                    .filter(type -> type.isAnnotatedWith(MessageBundle.class))
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    @Test
    void every_message_has_a_german_text_and_no_german_text_lacks_its_message() throws IOException {
        assertThat(BUNDLES).isNotEmpty();
        for (Class<?> bundle : BUNDLES) {
            Set<String> keys = messages(bundle).keySet();
            Set<String> german = new TreeSet<>(german(bundle).stringPropertyNames());
            assertThat(german).as("texts of %s", bundle.getSimpleName()).isEqualTo(keys);
        }
    }

    @Test
    void german_texts_say_something_and_name_the_same_values() throws IOException {
        for (Class<?> bundle : BUNDLES) {
            Properties german = german(bundle);
            messages(bundle)
                    .forEach((key, english) -> assertThat(german.getProperty(key, ""))
                            .as("%s of %s", key, bundle.getSimpleName())
                            .isNotBlank()
                            .satisfies(text -> assertThat(placeholders(text)).isEqualTo(placeholders(english))));
        }
    }

    @Test
    void every_file_of_texts_belongs_to_a_bundle() throws IOException {
        Set<String> expected = BUNDLES.stream()
                .map(bundle -> file(bundle).getFileName().toString())
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static Map<String, String> messages(Class<?> bundle) {
        return Arrays.stream(bundle.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Message.class))
                .collect(Collectors.toMap(
                        Method::getName,
                        method -> method.getAnnotation(Message.class).value(),
                        (a, b) -> a,
                        java.util.TreeMap::new));
    }

    private static Path file(Class<?> bundle) {
        String name = bundle.getAnnotation(MessageBundle.class).value();
        return FILES.resolve((name.isEmpty() || name.startsWith("<<") ? "msg" : name) + "_de.properties");
    }

    private static Properties german(Class<?> bundle) throws IOException {
        Properties texts = new Properties();
        Path file = file(bundle);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                texts.load(reader);
            }
        }
        return texts;
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
