package org.patchbank.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;
import org.patchbank.platform.Sha256;

/** What every {@link ImageStore} does. The test of an adapter implements it. */
public interface ImageStoreContract {
    String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /** The store under test; empty of what is put here. */
    ImageStore store();

    /** Writes other bytes over a content, past the store, as a dying disk would. */
    void damage(BlobKind kind, String sha256, byte[] instead) throws IOException;

    @Test
    default void bytes_come_back_under_their_sha256() {
        assertThat(store().put(BlobKind.IMAGE, "abc".getBytes(UTF_8))).isEqualTo(ABC);
        assertThat(store().read(BlobKind.IMAGE, ABC)).isEqualTo("abc".getBytes(UTF_8));
        assertThat(store().contains(BlobKind.IMAGE, ABC)).isTrue();
    }

    @Test
    default void kinds_are_kept_apart() {
        store().put(BlobKind.IMAGE, "abc".getBytes(UTF_8));
        store().put(BlobKind.REGION, "abc".getBytes(UTF_8));
        store().delete(BlobKind.REGION, ABC);
        assertThat(store().contains(BlobKind.IMAGE, ABC)).isTrue();
        assertThat(store().contains(BlobKind.REGION, ABC)).isFalse();
    }

    @Test
    default void no_bytes_at_all_are_a_content_too() throws IOException {
        String sha256 = store().put(BlobKind.IMAGE, new byte[0]);
        assertThat(store().read(BlobKind.IMAGE, sha256)).isEmpty();
        try (InputStream in = store().open(BlobKind.IMAGE, sha256)) {
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    default void large_content_comes_back_whole_at_once_and_piece_by_piece() throws IOException {
        byte[] bytes = random(5_000_003, 1);
        String sha256 = store().put(BlobKind.PARAMETERS, bytes);
        assertThat(store().read(BlobKind.PARAMETERS, sha256)).isEqualTo(bytes);
        try (InputStream in = store().open(BlobKind.PARAMETERS, sha256)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    default void file_gives_the_same_name_as_its_bytes_and_stays(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "abc");
        assertThat(store().put(BlobKind.MAP, file)).isEqualTo(ABC);
        assertThat(store().read(BlobKind.MAP, ABC)).isEqualTo("abc".getBytes(UTF_8));
        assertThat(file).hasContent("abc");
    }

    @Test
    default void absent_file_is_an_error_and_nothing_is_kept(@TempDir Path folder) {
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> store().put(BlobKind.MAP, folder.resolve("absent")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(PlatformError.STORE_UNAVAILABLE));
    }

    @Test
    default void put_twice_is_put_once() {
        byte[] bytes = random(1000, 2);
        assertThat(store().put(BlobKind.IMAGE, bytes)).isEqualTo(store().put(BlobKind.IMAGE, bytes));
        assertThat(store().read(BlobKind.IMAGE, Sha256.of(bytes))).isEqualTo(bytes);
    }

    @Test
    default void same_content_from_many_at_once_is_kept() {
        byte[] bytes = random(100_000, 3);
        Set<String> names = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 50).parallel().forEach(i -> names.add(store().put(BlobKind.IMAGE, bytes)));
        assertThat(names).containsExactly(Sha256.of(bytes));
        assertThat(store().read(BlobKind.IMAGE, Sha256.of(bytes))).isEqualTo(bytes);
    }

    @Test
    default void nothing_is_seen_until_all_is_there() throws InterruptedException {
        byte[] bytes = random(20_000_000, 4);
        String sha256 = Sha256.of(bytes);
        AtomicBoolean put = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            store().put(BlobKind.IMAGE, bytes);
            put.set(true);
        });
        writer.start();
        boolean before;
        do {
            before = !put.get();
            if (store().contains(BlobKind.IMAGE, sha256)) {
                assertThat(store().read(BlobKind.IMAGE, sha256)).hasSize(bytes.length);
            }
        } while (before);
        writer.join();
        assertThat(store().contains(BlobKind.IMAGE, sha256)).isTrue();
    }

    @Test
    default void deleted_bytes_are_gone_and_deleting_again_is_no_error() {
        store().put(BlobKind.PARAMETERS, "abc".getBytes(UTF_8));
        store().delete(BlobKind.PARAMETERS, ABC);
        store().delete(BlobKind.PARAMETERS, ABC);
        assertThat(store().contains(BlobKind.PARAMETERS, ABC)).isFalse();
        store().put(BlobKind.PARAMETERS, "abc".getBytes(UTF_8));
        assertThat(store().contains(BlobKind.PARAMETERS, ABC)).isTrue();
    }

    @Test
    default void missing_bytes_are_an_error_with_a_remedy() {
        String absent = Sha256.of(random(10, 5));
        for (Runnable reading :
                new Runnable[] {() -> store().read(BlobKind.IMAGE, absent), () -> store().open(BlobKind.IMAGE, absent)
                }) {
            assertThatExceptionOfType(PatchbankException.class)
                    .isThrownBy(reading::run)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(PlatformError.STORED_BYTES_MISSING))
                    .satisfies(e -> assertThat(e.remedy()).contains("backup"));
        }
    }

    @Test
    default void damaged_bytes_are_never_given_out_as_good_ones() throws IOException {
        byte[] bytes = random(10_000, 6);
        String sha256 = store().put(BlobKind.IMAGE, bytes);
        byte[] damaged = bytes.clone();
        damaged[5_000] ^= 1;
        damage(BlobKind.IMAGE, sha256, damaged);
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> store().read(BlobKind.IMAGE, sha256))
                .satisfies(e -> assertThat(e.code()).isEqualTo(PlatformError.STORED_BYTES_DAMAGED));
        try (InputStream in = store().open(BlobKind.IMAGE, sha256)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(StreamCorruptedException.class);
        }
    }

    @Test
    default void name_that_is_no_sha256_is_refused() {
        for (String name :
                new String[] {"../../../etc/passwd", "", ABC.toUpperCase(java.util.Locale.ROOT), ABC + "0"}) {
            assertThatThrownBy(() -> store().read(BlobKind.IMAGE, name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store().contains(BlobKind.IMAGE, name))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void tidying_leaves_what_was_put() {
        store().put(BlobKind.IMAGE, "abc".getBytes(UTF_8));
        store().tidy(Instant.now().plusSeconds(60));
        assertThat(store().contains(BlobKind.IMAGE, ABC)).isTrue();
    }

    @Test
    default void store_that_can_be_used_says_so() {
        assertThatCode(store()::check).doesNotThrowAnyException();
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
