package org.patchbank.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.platform.database.EmbeddedDatabase;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.vectorindex.Neighbor;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;
import org.patchbank.vectorindex.postgres.PostgresVectorIndex;
import org.postgresql.ds.PGSimpleDataSource;

/** How long a search among 100,000 defects in the embedded database takes, first and after; prints what it finds. */
class SearchSpeedIT {
    private static final int DIMENSION = 384;
    private static final int AT_ONCE = 4096;
    private static final int SEARCHES = 200;
    private static final int NEAREST = 69;

    @Test
    @Tag("figures")
    void time_of_searches_among_a_hundred_thousand_defects(@TempDir Path path) {
        search(path, 100_000);
    }

    @Test
    void nearest_of_the_filtered_defects_are_found(@TempDir Path path) {
        search(path, 4_000);
    }

    private static void search(Path path, int defects) {
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
            VectorIndex index = new PostgresVectorIndex(migrated(database.address()));
            VectorCollection collection = new DefectSpace("speed", DIMENSION).collection();
            Random random = new Random(1);
            for (int from = 0; from < defects; from += AT_ONCE) {
                List<VectorRow> rows = new ArrayList<>();
                for (int id = from; id < Math.min(defects, from + AT_ONCE); id++) {
                    rows.add(row(id, vector(random)));
                }
                index.upsert(collection, rows);
            }
            VectorFilter all = VectorFilter.partition(DefectSpace.PARTITION);
            VectorFilter some = all.with(DefectFields.PRODUCT, "product-3")
                    .with(DefectFields.VERDICT, "DEFECTIVE")
                    .within(DefectFields.TIME, defects / 4 * 60_000L, defects / 2 * 60_000L);
            long start = System.nanoTime();
            index.nearest(collection, List.of(vector(random)), NEAREST, all);
            System.out.printf(Locale.ROOT, "first search %.0f ms%n", (System.nanoTime() - start) / 1e6);
            print("all", index, collection, all, random);
            print("filtered", index, collection, some, random);

            start = System.nanoTime();
            index.upsert(collection, List.of(row(7, vector(random))));
            double written = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            index.nearest(collection, List.of(vector(random)), NEAREST, all);
            System.out.printf(
                    Locale.ROOT,
                    "one defect written %.0f ms, search after it %.0f ms%n",
                    written,
                    (System.nanoTime() - start) / 1e6);
            assertThat(index.nearest(collection, List.of(vector(random)), NEAREST, some)
                            .get(0))
                    .hasSize(NEAREST)
                    .isSortedAccordingTo(Comparator.comparingDouble(Neighbor::distance))
                    .allSatisfy(found -> assertThat(found.id() % 10).isEqualTo(3));
        }
    }

    private static void print(
            String name, VectorIndex index, VectorCollection collection, VectorFilter filter, Random random) {
        double[] millis = new double[SEARCHES];
        for (int search = 0; search < SEARCHES; search++) {
            float[] query = vector(random);
            long start = System.nanoTime();
            index.nearest(collection, List.of(query), NEAREST, filter);
            millis[search] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        double p95 = millis[(int) Math.ceil(0.95 * SEARCHES) - 1];
        System.out.printf(Locale.ROOT, "%s: median %.1f ms, p95 %.1f ms%n", name, millis[SEARCHES / 2], p95);
    }

    private static VectorRow row(int id, float[] vector) {
        return new VectorRow(
                id,
                DefectSpace.PARTITION,
                vector,
                Map.of(
                        DefectFields.FACTORY,
                        "factory-" + id % 3,
                        DefectFields.PRODUCT,
                        "product-" + id % 10,
                        DefectFields.LINE,
                        "line-" + id % 7,
                        DefectFields.TIME,
                        id * 60_000L,
                        DefectFields.TYPE,
                        "type-" + id % 12,
                        DefectFields.VERDICT,
                        id % 2 == 0 ? "NONE" : "DEFECTIVE"));
    }

    /** Of length 1, near one of a few directions, as defects are. */
    private static float[] vector(Random random) {
        int kind = random.nextInt(12);
        double[] values = new double[DIMENSION];
        double squares = 0;
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = 0.03 * random.nextGaussian() + (i % 12 == kind ? 0.15 : 0.03);
            squares += values[i] * values[i];
        }
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (values[i] / Math.sqrt(squares));
        }
        return vector;
    }

    private static PGSimpleDataSource migrated(DatabaseAddress address) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.username(), address.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(address.jdbcUrl());
        database.setUser(address.username());
        database.setPassword(address.password());
        return database;
    }
}
