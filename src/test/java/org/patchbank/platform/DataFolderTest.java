package org.patchbank.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path path;

    @Test
    void second_program_is_refused_with_a_remedy() {
        try (DataFolder first = DataFolder.open(path)) {
            assertThatExceptionOfType(PatchbankException.class)
                    .isThrownBy(() -> DataFolder.open(path))
                    .satisfies(e -> {
                        assertThat(e.code()).isEqualTo(PlatformError.DATA_FOLDER_IN_USE);
                        assertThat(e).hasMessageContaining(first.path().toString());
                        assertThat(e.remedy()).contains("--data-dir");
                    });
        }
    }

    @Test
    void closed_folder_can_be_opened_again() {
        DataFolder.open(path).close();
        DataFolder.open(path).close();
        assertThat(path).exists();
    }

    @Test
    void file_in_the_way_is_named() throws Exception {
        Path file = Files.createFile(path.resolve("file"));
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> DataFolder.open(file))
                .satisfies(e -> assertThat(e.code()).isEqualTo(PlatformError.DATA_FOLDER_UNUSABLE));
    }
}
