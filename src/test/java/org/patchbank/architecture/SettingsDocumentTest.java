package org.patchbank.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
    @Test
    void document_has_every_setting_as_the_program_has_it() throws IOException {
        String text = SettingsDocument.text();
        if (Boolean.getBoolean("patchbank.docs.write")) {
            Files.writeString(SettingsDocument.FILE, text);
        }

        assertThat(text).contains("`patchbank.data-dir` | `patchbank-data`");
        assertThat(Files.readString(SettingsDocument.FILE)).isEqualTo(text);
    }
}
