package org.patchbank.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.reference.VersionOutline.BankShape;

class BankMemoryTest {
    private static final UUID FIRST = UUID.randomUUID();
    private static final UUID SECOND = UUID.randomUUID();

    @TempDir
    private Path folder;

    @Test
    void room_is_taken_until_there_is_none_and_given_back() {
        BankMemory memory = new BankMemory(100);

        assertThat(memory.reserve(FIRST, 60)).isTrue();
        assertThat(memory.reserve(SECOND, 60)).isFalse();
        assertThat(memory.taken()).isEqualTo(60);
        memory.release(FIRST);
        assertThat(memory.reserve(SECOND, 60)).isTrue();
        memory.take(FIRST, 70);
        assertThat(memory.free()).isEqualTo(-30);
    }

    @Test
    void without_a_limit_a_third_of_the_heap_is_one() {
        assertThat(new BankMemory(0).limit()).isEqualTo(Runtime.getRuntime().maxMemory() / 3);
    }

    @Test
    void bank_counts_with_what_the_search_keeps_beside_it() {
        assertThat(BankMemory.bytes(new BankShape(1000, 384))).isBetween(2_000L * 384 * 4, 3_000L * 384 * 4);
    }

    /** docs/operations.md sizes nodes by the same figures. */
    @Test
    void manual_says_what_a_bank_takes() throws Exception {
        long ofOne = BankMemory.bytes(new BankShape(1, 384));
        long bank = BankMemory.bytes(new BankShape(15_680, 384));
        long limit = (long) (2.0 * (1 << 30) * 0.6 / 3);

        assertThat(Files.readString(Path.of("docs/operations.md")).replaceAll("\\s+", " "))
                .contains(String.format(Locale.ROOT, "%,d bytes at 384 dimensions", ofOne))
                .contains(String.format(Locale.ROOT, "15,680 vectors of 384 dimensions take %,d bytes", bank))
                .contains(
                        String.format(Locale.ROOT, "%,d bytes of it for banks, so %d such banks", limit, limit / bank))
                .contains(String.format(Locale.ROOT, "want %,d bytes for banks", 10 * bank));
    }

    @Test
    void files_of_other_versions_are_removed_half_written_ones_too() throws Exception {
        Path banks = folder.resolve("banks");
        BankFiles files = new BankFiles(banks);
        files.keepOnly(version -> true);
        Files.createDirectories(banks);
        Path first = banks.resolve(FIRST + ".bank");
        Path second = banks.resolve(SECOND + ".bank");
        Path half = banks.resolve(SECOND + ".bank.part");
        Path other = banks.resolve("notes.txt");
        for (Path file : new Path[] {first, second, half, other}) {
            Files.writeString(file, "x");
        }

        files.keepOnly(FIRST::equals);

        assertThat(first).exists();
        assertThat(other).exists();
        assertThat(second).doesNotExist();
        assertThat(half).doesNotExist();
    }

    @Test
    void file_that_is_being_opened_is_not_removed_until_it_is_open() throws Exception {
        Path banks = Files.createDirectories(folder.resolve("banks"));
        BankFiles files = new BankFiles(banks);

        Path opened = files.open(FIRST, file -> {
            Path half = file.resolveSibling(file.getFileName() + ".part");
            write(file);
            write(half);
            files.keepOnly(version -> false);
            assertThat(half).exists();
            return file;
        });

        assertThat(opened).exists();
        files.keepOnly(version -> false);
        assertThat(banks).isEmptyDirectory();
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "x");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
