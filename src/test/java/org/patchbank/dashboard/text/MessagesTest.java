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
    private static final List<String> LANGUAGES = List.of("en", "de");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]+}");

    private static final List<Class<?>> BUNDLES = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.patchbank.dashboard")
                    .stream()
                    .filter(type -> type.isAnnotatedWith(MessageBundle.class))
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    @Test
    void every_message_has_a_text_in_both_languages_and_no_text_lacks_its_message() throws IOException {
        assertThat(BUNDLES).isNotEmpty();
        for (Class<?> bundle : BUNDLES) {
            for (String language : LANGUAGES) {
                assertThat(texts(bundle, language).stringPropertyNames())
                        .as("%s texts of %s", language, bundle.getSimpleName())
                        .containsExactlyInAnyOrderElementsOf(messages(bundle));
            }
        }
    }

    @Test
    void texts_say_something_and_name_the_same_values_in_both_languages() throws IOException {
        for (Class<?> bundle : BUNDLES) {
            Properties english = texts(bundle, "en");
            Properties german = texts(bundle, "de");
            for (String key : messages(bundle)) {
                assertThat(english.getProperty(key))
                        .as("%s of %s", key, bundle.getSimpleName())
                        .isNotBlank();
                assertThat(german.getProperty(key))
                        .as("%s of %s", key, bundle.getSimpleName())
                        .isNotBlank();
                assertThat(placeholders(german.getProperty(key)))
                        .as("%s of %s", key, bundle.getSimpleName())
                        .isEqualTo(placeholders(english.getProperty(key)));
            }
        }
    }

    @Test
    void every_file_of_texts_belongs_to_a_bundle() throws IOException {
        Set<String> expected = BUNDLES.stream()
                .flatMap(bundle -> LANGUAGES.stream().map(language -> file(bundle, language)))
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static Set<String> messages(Class<?> bundle) {
        return Arrays.stream(bundle.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Message.class))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static Path file(Class<?> bundle, String language) {
        String name = bundle.getAnnotation(MessageBundle.class).value();
        return FILES.resolve((name.isEmpty() || name.startsWith("<<") ? "msg" : name) + "_" + language + ".properties");
    }

    private static Properties texts(Class<?> bundle, String language) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file(bundle, language))) {
            texts.load(reader);
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
