package org.patchbank.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.PatchbankException;
import org.patchbank.testing.TestImages;

class ImageArchiveTest {
    @TempDir
    Path folder;

    @Test
    void entries_are_read_no_further_than_their_limit() throws IOException {
        Path zip = zipOf(Map.of("bomb.png", new byte[10_000_000]));
        assertThat(Files.size(zip)).isLessThan(20_000);
        try (ImageArchive archive = ImageArchive.open("zip", zip, limits(10, 20_000_000))) {
            ImageFile bomb = archive.files().get(0);
            assertThat(bomb.content().read(1000)).hasSize(1000);
        }
    }

    @Test
    void too_many_files_are_refused() throws IOException {
        Path zip = zipOf(Map.of("a", new byte[1], "b", new byte[1], "c", new byte[1]));
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> ImageArchive.open("zip", zip, limits(2, 100)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReferenceError.ARCHIVE_TOO_LARGE))
                .satisfies(e -> assertThat(e.remedy()).contains("patchbank.upload.max-archive-files"));
    }

    @Test
    void too_many_bytes_are_refused_before_anything_is_unpacked() throws IOException {
        Path zip = zipOf(Map.of("a", new byte[60], "b", new byte[60]));
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> ImageArchive.open("zip", zip, limits(9, 100)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReferenceError.ARCHIVE_TOO_LARGE));
    }

    @Test
    void archives_are_told_by_their_first_bytes() throws IOException {
        assertThat(ImageArchive.isArchive(zipOf(Map.of("a", new byte[1])))).isTrue();
        assertThat(ImageArchive.isArchive(zipOf(Map.of()))).isTrue();
        assertThat(ImageArchive.isArchive(Files.writeString(folder.resolve("text.zip"), "PK, said the text")))
                .isFalse();
        assertThat(ImageArchive.isArchive(Files.createFile(folder.resolve("empty.zip"))))
                .isFalse();
    }

    @Test
    void entry_comes_back_whole() throws IOException {
        Path zip = zipOf(Map.of("a.txt", "hello".getBytes(UTF_8)));
        try (ImageArchive archive = ImageArchive.open("zip", zip, limits(9, 100))) {
            assertThat(archive.files().get(0).content().read(100))
                    .asString(UTF_8)
                    .isEqualTo("hello");
        }
    }

    private Path zipOf(Map<String, byte[]> files) throws IOException {
        return Files.write(folder.resolve("files-" + files.size() + ".zip"), TestImages.zip(files));
    }

    private static UploadSettings limits(int files, long bytes) {
        return new SmallRyeConfigBuilder()
                .withMapping(UploadSettings.class)
                .withDefaultValue("patchbank.upload.max-archive-files", Integer.toString(files))
                .withDefaultValue("patchbank.upload.max-archive-bytes", Long.toString(bytes))
                .build()
                .getConfigMapping(UploadSettings.class);
    }
}
