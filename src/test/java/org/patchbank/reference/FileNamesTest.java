package org.patchbank.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource({
        "a.png, a.png",
        "good/a.png, good/a.png",
        "/etc/passwd, etc/passwd",
        "../../a.png, a.png",
        "good/../../a.png, good/a.png",
        "good\\b.png, good/b.png",
        "./a.png, a.png",
        "'', unnamed",
        ".., unnamed",
    })
    void names_have_no_steps_upwards_and_no_root(String sent, String kept) {
        assertThat(FileNames.clean(sent)).isEqualTo(kept);
    }

    @Test
    void absent_name_and_control_characters_are_no_trouble() {
        assertThat(FileNames.clean(null)).isEqualTo("unnamed");
        assertThat(FileNames.clean("a\u0000b\n.png")).isEqualTo("ab.png");
    }

    @Test
    void long_name_keeps_its_end() {
        assertThat(FileNames.clean("x".repeat(1000) + ".png")).hasSize(250).endsWith("x.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__MACOSX/good/._a.png", ".DS_Store", "good/.hidden", "good/Thumbs.db", "desktop.ini"})
    void files_of_the_system_are_told(String name) {
        assertThat(FileNames.isSystemFile(name)).isTrue();
        assertThat(FileNames.isSystemFile("good/a.png")).isFalse();
    }
}
