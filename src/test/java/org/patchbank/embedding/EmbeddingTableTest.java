package org.patchbank.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EmbeddingTableTest {
    private static final int DIMENSION = 700;
    private static final int ROWS = 300;

    private static float[] block(int number) {
        float[] block = new float[ROWS * DIMENSION];
        for (int i = 0; i < block.length; i++) {
            block[i] = number * 1_000_000 + i;
        }
        return block;
    }

    @Test
    void table_in_a_file_reads_what_a_table_in_memory_reads() {
        EmbeddingTable inMemory = new EmbeddingTable(DIMENSION, ROWS);
        try (EmbeddingTable inFile = EmbeddingTable.inFile(DIMENSION, ROWS)) {
            for (int i = 0; i < 3; i++) {
                inMemory.add(block(i));
                inFile.add(block(i));
            }
            float[] expected = new float[5 + 200 * DIMENSION];
            float[] actual = new float[expected.length];
            inMemory.copyRows(ROWS + 17, 200, expected, 5);
            inFile.copyRows(ROWS + 17, 200, actual, 5);

            assertThat(inFile.rows()).isEqualTo(3 * ROWS);
            assertThat(actual).isEqualTo(expected);
            assertThat(inFile.block(2 * ROWS + 3)).isEqualTo(block(2));
            assertThat(inFile.copy(new int[] {899, 0}).block(0))
                    .isEqualTo(inMemory.copy(new int[] {899, 0}).block(0));
        }
    }

    @Test
    void table_that_becomes_too_large_moves_to_a_file_and_reads_the_same() {
        long twoBlocks = 2L * ROWS * DIMENSION * Float.BYTES;
        try (EmbeddingTable bounded = EmbeddingTable.bounded(DIMENSION, ROWS, twoBlocks)) {
            bounded.add(block(0));
            bounded.add(block(1));
            assertThat(bounded.isInFile()).isFalse();
            bounded.add(block(2));
            bounded.add(block(3));
            bounded.truncate(3);

            assertThat(bounded.isInFile()).isTrue();
            assertThat(bounded.blocks()).isEqualTo(3);
            EmbeddingTable.Row row = bounded.row();
            for (int number : new int[] {2 * ROWS + 1, 0, ROWS - 1}) {
                float[] values = row.at(number).values();
                assertThat(Arrays.copyOfRange(values, row.offset(), row.offset() + DIMENSION))
                        .isEqualTo(bounded.copy(new int[] {number}).block(0));
            }
            try (EmbeddingTable like = bounded.like(3)) {
                assertThat(like.isInFile()).isTrue();
                assertThat(like.dimension()).isEqualTo(3);
            }
        }
    }

    @Test
    void file_is_gone_when_the_table_is_closed() throws IOException {
        Set<Path> before = files();
        EmbeddingTable table = EmbeddingTable.inFile(2, 2);
        table.add(new float[4]);

        table.close();

        assertThat(files()).isEqualTo(before);
        assertThatThrownBy(() -> table.block(0)).hasMessageContaining("temporary file");
    }

    private static Set<Path> files() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("patchbank-embeddings-"))
                    .collect(Collectors.toSet());
        }
    }
}
