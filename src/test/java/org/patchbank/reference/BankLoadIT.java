package org.patchbank.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.detector.MemoryBank;
import org.patchbank.patch.PatchGrid;
import org.patchbank.reference.BankStore.Origin;
import org.patchbank.reference.StoredState.StoredBank;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.vectorindex.VectorCollection.Size;

/** A bank of 200 images that is kept in PostgreSQL; prints how long a fresh node waits for it. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class BankLoadIT {
    private static final Logger LOG = Logger.getLogger(BankLoadIT.class);
    private static final int ROWS = 15_680;
    private static final int DIMENSION = 384;
    private static final PatchGrid GRID = new PatchGrid(28, 28);
    private static final BankKey KEY = new BankKey(1 << 20, "load-test", DIMENSION, Size.of(ROWS));

    @Inject
    BankStore store;

    @TempDir
    private Path folder;

    @AfterEach
    void remove() {
        store.remove(KEY);
    }

    @Test
    void bank_is_loaded_whole_and_checked() throws Exception {
        float[] vectors = new float[ROWS * DIMENSION];
        Random random = new Random(4);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = random.nextFloat();
        }
        MemoryBank bank = new MemoryBank(
                DIMENSION,
                vectors,
                IntStream.range(0, ROWS).map(row -> row % 200).toArray(),
                IntStream.range(0, ROWS).map(row -> row % GRID.size()).toArray());
        String hash = bank.hash();
        store.write(KEY, bank, new Origin("tile", "tile-good", 1, "default", List.of(), GRID), rows -> true);

        long start = System.nanoTime();
        assertThat(store.load(KEY, ROWS, GRID, hash).hash()).isEqualTo(hash);
        double memory = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        Path path = folder.resolve("loaded.bank");
        store.mapping(new StoredBank("", KEY, ROWS, hash), GRID).file(path);
        double file = (System.nanoTime() - start) / 1e9;
        assertThat(Files.size(path)).isEqualTo(ROWS * (DIMENSION + 2L) * Float.BYTES);

        LOG.infof("Loaded from PostgreSQL: %.2f s into memory, %.2f s into a file", memory, file);
    }
}
