package org.patchbank.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.milvus.MilvusOptions;
import org.patchbank.vectorindex.milvus.MilvusVectorIndex;
import org.patchbank.vectorindex.postgres.PostgresVectorIndex;
import org.postgresql.ds.PGSimpleDataSource;

/** Counts what lies in the vector index, past the program, against what its tables say. */
public final class IndexRows {
    private static final String BANKS = """
            select 'bank-' || b.bank, b.size from reference_version_bank b
            join reference_version v on v.id = b.version_id where v.state = 'READY'""";

    private static final String DEFECTS = "select 'defects', count(*) from defect where vector is null";

    private final PGSimpleDataSource database = new PGSimpleDataSource();

    public IndexRows(DatabaseAddress address) {
        database.setUrl(address.jdbcUrl());
        database.setUser(address.username());
        database.setPassword(address.password());
    }

    /**
     * Fails unless each bank of a ready version, and the defects, have as many rows as they should, and nothing else has any. The
     * counts are strong: they see all that was ever written.
     *
     * @param milvus its address, or null where vectors lie in PostgreSQL
     * @return how many rows there are
     */
    public long verify(String milvus) throws SQLException {
        if (milvus == null) {
            return verify(new PostgresVectorIndex(database, 0));
        }
        try (MilvusVectorIndex index = new MilvusVectorIndex(MilvusOptions.of(milvus, prefix()))) {
            return verify(index);
        }
    }

    private long verify(VectorIndex index) throws SQLException {
        return verify(index, "bank_", numbers(BANKS)) + verify(index, "defect_", numbers(DEFECTS));
    }

    private static long verify(VectorIndex index, String collections, Map<String, Long> expected) {
        List<VectorCollection> found = index.collections().stream()
                .filter(collection -> collection.name().startsWith(collections))
                .toList();
        expected.forEach((partition, rows) -> assertThat(count(index, found, VectorFilter.partition(partition)))
                .as(partition)
                .isEqualTo(rows));
        long all = count(index, found, VectorFilter.ALL);
        assertThat(all)
                .as("all rows of %s", found)
                .isEqualTo(expected.values().stream().mapToLong(rows -> rows).sum());
        return all;
    }

    private static long count(VectorIndex index, List<VectorCollection> collections, VectorFilter filter) {
        return collections.stream()
                .mapToLong(collection -> index.count(collection, filter))
                .sum();
    }

    private Map<String, Long> numbers(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Map<String, Long> numbers = new HashMap<>();
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
            return numbers;
        }
    }

    /** docs/milvus.md says what collections of an installation begin with. */
    private String prefix() throws SQLException {
        String id = numbers("select cast(id as text), 0 from installation")
                .keySet()
                .iterator()
                .next();
        return "patchbank_" + id.substring(0, 8) + "_";
    }
}
