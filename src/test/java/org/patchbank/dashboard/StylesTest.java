package org.patchbank.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All pages share one bundle, so a class that two style sheets define looks otherwise than each of them means. */
class StylesTest {
    private static final Path STYLES = Path.of("src/main/resources/web/app");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern SELECTORS = Pattern.compile("([^{}]+)\\{");

    @Test
    void selector_is_defined_by_one_style_sheet() throws IOException {
        Map<String, Set<String>> sheets = new TreeMap<>();
        for (Path sheet : sheets()) {
            String text = COMMENT.matcher(Files.readString(sheet)).replaceAll("");
            SELECTORS
                    .matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .map(selectors -> selectors.replace("{", ""))
                    .filter(selectors -> !selectors.contains("@"))
                    .flatMap(selectors -> Arrays.stream(selectors.split(",")))
                    .map(selector -> selector.strip().replaceAll("\\s+", " "))
                    .forEach(selector -> sheets.computeIfAbsent(selector, each -> new TreeSet<>())
                            .add(STYLES.relativize(sheet).toString()));
        }
        assertThat(sheets).hasSizeGreaterThan(100);
        sheets.values().removeIf(of -> of.size() == 1);
        assertThat(sheets).isEmpty();
    }

    private static List<Path> sheets() throws IOException {
        try (Stream<Path> files = Files.walk(STYLES)) {
            return files.filter(file -> file.toString().endsWith(".css")).toList();
        }
    }
}
