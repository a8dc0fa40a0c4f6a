package org.patchbank.vectorindex.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.platform.database.EmbeddedDatabase;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.PooledDatabase;
import org.patchbank.vectorindex.Neighbor;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorIndexContract;
import org.patchbank.vectorindex.VectorIndexError;
import org.patchbank.vectorindex.VectorRow;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresVectorIndexTest implements VectorIndexContract {
    @TempDir
    static Path path;

    private static final AtomicInteger COLLECTIONS = new AtomicInteger();
    private static DataFolder folder;
    private static EmbeddedDatabase database;
    private static AgroalDataSource connections;
    private static VectorIndex index;

    @BeforeAll
    static void start() throws SQLException {
        folder = DataFolder.open(path);
        database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME);
        DatabaseAddress address = database.address();
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.username(), address.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        connections = PooledDatabase.open(address);
        index = new PostgresVectorIndex(connections);
    }

    @AfterAll
    static void stop() {
        connections.close();
        database.close();
        folder.close();
    }

    @Override
    public VectorIndex index() {
        return index;
    }

    @Override
    public VectorCollection collection(int dimension) {
        return new VectorCollection("test_" + COLLECTIONS.incrementAndGet(), dimension);
    }

    @Test
    void threads_that_share_many_blocks_find_what_a_comparison_with_all_rows_finds() {
        VectorCollection collection = collection(3);
        Random random = new Random(5);
        List<VectorRow> rows = LongStream.range(0, 20L * VectorBlock.SIZE)
                .mapToObj(id -> new VectorRow(id, "all", coarse(random), Map.of("even", id % 2)))
                .toList();
        index.upsert(collection, rows);
        VectorFilter even = VectorFilter.partition("all").with("even", 0L);
        List<float[]> queries = List.of(coarse(random), coarse(random));

        List<List<Neighbor>> found = index.nearest(collection, queries, 40, even);

        for (int query = 0; query < queries.size(); query++) {
            float[] asked = queries.get(query);
            assertThat(found.get(query))
                    .extracting(Neighbor::id)
                    .containsExactlyElementsOf(rows.stream()
                            .filter(row -> row.id() % 2 == 0)
                            .sorted(Comparator.comparingDouble((VectorRow row) -> squared(asked, row.vector()))
                                    .thenComparingLong(VectorRow::id))
                            .limit(40)
                            .map(VectorRow::id)
                            .toList());
        }
    }

    /** One of few, so that many rows are equally near. */
    private static float[] coarse(Random random) {
        return new float[] {random.nextInt(6), random.nextInt(6), random.nextInt(6)};
    }

    private static double squared(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow(a[i] - b[i], 2);
        }
        return sum;
    }

    @Test
    void server_that_is_down_is_unavailable() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/postgres");
        VectorIndex down = new PostgresVectorIndex(nowhere);
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> down.count(collection(1), VectorFilter.ALL))
                .satisfies(e -> assertThat(e.code()).isEqualTo(VectorIndexError.VECTOR_INDEX_UNAVAILABLE));
    }
}
