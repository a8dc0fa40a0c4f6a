package org.patchbank.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void only_files_from_before_are_removed() throws IOException {
        Path old = fileOf("old", NOW.minusSeconds(1));
        Path young = fileOf("young", NOW);
        Leftovers.remove(folder, NOW);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void absent_folder_is_tidy() throws IOException {
        Leftovers.remove(folder.resolve("absent"), NOW);
        assertThat(folder.resolve("absent")).doesNotExist();
    }

    private Path fileOf(String name, Instant modified) throws IOException {
        Path file = Files.writeString(folder.resolve(name), name);
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }
}
