package org.patchbank.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderImageStoreTest {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path root;

    @Test
    void bytes_lie_under_their_sha256() {
        ImageStore store = new FolderImageStore(root);
        assertThat(store.put(BlobKind.IMAGE, "abc".getBytes(UTF_8))).isEqualTo(ABC);
        assertThat(root.resolve("images/ba/78/" + ABC)).hasContent("abc");
        assertThat(store.read(BlobKind.IMAGE, ABC)).isEqualTo("abc".getBytes(UTF_8));
        assertThat(store.contains(BlobKind.IMAGE, ABC)).isTrue();
        assertThat(store.contains(BlobKind.MAP, ABC)).isFalse();
    }

    @Test
    void file_gives_the_same_name_as_its_bytes() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "abc");
        assertThat(new FolderImageStore(root).put(BlobKind.MAP, file)).isEqualTo(ABC);
        assertThat(file).exists();
    }

    @Test
    void same_content_at_once_is_kept_once_and_leaves_no_temporary_file() throws IOException {
        ImageStore store = new FolderImageStore(root);
        byte[] bytes = new byte[100_000];
        IntStream.range(0, 50).parallel().forEach(i -> store.put(BlobKind.IMAGE, bytes));
        try (Stream<Path> tree = Files.walk(root)) {
            assertThat(tree.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void stream_gives_the_bytes_and_deleted_bytes_are_gone() throws IOException {
        ImageStore store = new FolderImageStore(root);
        store.put(BlobKind.PARAMETERS, "abc".getBytes(UTF_8));
        try (InputStream in = store.open(BlobKind.PARAMETERS, ABC)) {
            assertThat(in).hasContent("abc");
        }

        store.delete(BlobKind.PARAMETERS, ABC);
        store.delete(BlobKind.PARAMETERS, ABC);

        assertThat(store.contains(BlobKind.PARAMETERS, ABC)).isFalse();
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> store.open(BlobKind.PARAMETERS, ABC))
                .satisfies(e -> assertThat(e.code()).isEqualTo(PlatformError.STORED_BYTES_MISSING));
    }

    @Test
    void missing_bytes_are_an_error_with_a_remedy() {
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> new FolderImageStore(root).read(BlobKind.IMAGE, ABC))
                .satisfies(e -> assertThat(e.code()).isEqualTo(PlatformError.STORED_BYTES_MISSING));
    }

    @Test
    void name_that_is_no_sha256_is_refused() {
        assertThatThrownBy(() -> new FolderImageStore(root).read(BlobKind.IMAGE, "../../../etc/passwd"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
