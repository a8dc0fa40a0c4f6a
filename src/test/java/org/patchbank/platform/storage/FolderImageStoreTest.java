package org.patchbank.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;

class FolderImageStoreTest implements ImageStoreContract {
    @TempDir
    Path root;

    @Override
    public ImageStore store() {
        return new FolderImageStore(root);
    }

    @Override
    public void damage(BlobKind kind, String sha256, byte[] instead) throws IOException {
        Files.write(root.resolve(StoredBytes.place(kind, sha256)), instead);
    }

    @Test
    void bytes_lie_under_their_sha256() {
        store().put(BlobKind.IMAGE, "abc".getBytes(UTF_8));
        assertThat(root.resolve("images/ba/78/" + ABC)).hasContent("abc");
    }

    @Test
    void same_content_at_once_is_kept_once_and_leaves_no_temporary_file() throws IOException {
        byte[] bytes = new byte[100_000];
        IntStream.range(0, 50).parallel().forEach(i -> store().put(BlobKind.IMAGE, bytes));
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void half_written_files_of_killed_programs_go_when_they_are_old() throws IOException {
        Path half = Files.createDirectories(root.resolve("incoming")).resolve("new-1.tmp");
        Files.writeString(half, "ha");
        store().tidy(Instant.now().minusSeconds(60));
        assertThat(half).exists();
        store().tidy(Instant.now().plusSeconds(60));
        assertThat(half).doesNotExist();
    }

    @Test
    void check_leaves_nothing_behind() throws IOException {
        store().check();
        new FolderImageStore(root.resolve("not/yet")).check();
        assertThat(files()).isZero();
        assertThat(root.resolve("not")).doesNotExist();
    }

    @Test
    void folder_that_is_a_file_cannot_be_used() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> new FolderImageStore(file).check())
                .satisfies(e -> assertThat(e.code()).isEqualTo(PlatformError.STORE_UNAVAILABLE));
    }

    private long files() throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile).count();
        }
    }
}
