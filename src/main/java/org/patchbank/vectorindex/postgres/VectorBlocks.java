package org.patchbank.vectorindex.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.postgres.BlockCache.Listed;
import org.patchbank.vectorindex.postgres.BlockCache.Stamp;

/** The table of blocks: each method one statement. */
final class VectorBlocks {
    private VectorBlocks() {}

    /** The blocks of some numbers, by number and partition. */
    static List<VectorBlock> between(
            Connection connection, String collection, Optional<String> partition, long first, long last)
            throws SQLException {
        String sql = "select block, partition, ids, vectors, metadata from vector_block"
                + " where collection = ? and block between ? and ?"
                + (partition.isPresent() ? " and partition = ?" : "") + " order by block, partition";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, collection);
            statement.setLong(2, first);
            statement.setLong(3, last);
            if (partition.isPresent()) {
                statement.setString(4, partition.get());
            }
            List<VectorBlock> blocks = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    blocks.add(new VectorBlock(
                            rows.getLong(1), rows.getString(2), rows.getBytes(3), rows.getBytes(4), rows.getString(5)));
                }
            }
            return blocks;
        }
    }

    /** The ids in the blocks of some numbers, in any order. */
    static List<Long> ids(Connection connection, String collection, long first, long last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select ids from vector_block where collection = ? and block between ? and ?")) {
            statement.setString(1, collection);
            statement.setLong(2, first);
            statement.setLong(3, last);
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    VectorBlock.ids(rows.getBytes(1)).forEach(ids::add);
                }
            }
            return ids;
        }
    }

    /** Takes a block that was read. */
    @FunctionalInterface
    interface Reader {
        void read(Stamp stamp, VectorBlock block);
    }

    /** Which blocks there are, in which versions, without reading them. */
    static List<Listed> list(Connection connection, String collection, Optional<String> partition) throws SQLException {
        String sql = "select block, partition, xmin::text || ctid::text, octet_length(vectors) from vector_block"
                + " where collection = ?" + (partition.isPresent() ? " and partition = ?" : "");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, collection);
            if (partition.isPresent()) {
                statement.setString(2, partition.get());
            }
            List<Listed> listed = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    listed.add(new Listed(
                            new Stamp(rows.getLong(1), rows.getString(2), rows.getString(3)), rows.getLong(4)));
                }
            }
            return listed;
        }
    }

    /** Reads blocks by their numbers, in any order. */
    static void read(
            Connection connection, String collection, Optional<String> partition, List<Long> blocks, Reader reader)
            throws SQLException {
        String sql = "select block, partition, ids, vectors, metadata, xmin::text || ctid::text from vector_block"
                + " where collection = ? and block = any(?)" + (partition.isPresent() ? " and partition = ?" : "");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, collection);
            statement.setArray(2, connection.createArrayOf("bigint", blocks.toArray()));
            if (partition.isPresent()) {
                statement.setString(3, partition.get());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(
                            new Stamp(rows.getLong(1), rows.getString(2), rows.getString(6)),
                            new VectorBlock(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getBytes(3),
                                    rows.getBytes(4),
                                    rows.getString(5)));
                }
            }
        }
    }

    /** The numbers of the next blocks, ascending. */
    static List<Long> numbers(
            Connection connection, String collection, Optional<String> partition, long from, int limit)
            throws SQLException {
        String sql = "select distinct block from vector_block where collection = ? and block >= ?"
                + (partition.isPresent() ? " and partition = ?" : "") + " order by block limit " + limit;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, collection);
            statement.setLong(2, from);
            if (partition.isPresent()) {
                statement.setString(3, partition.get());
            }
            List<Long> numbers = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
            return numbers;
        }
    }

    /** Waits for other writers of the same block, until the transaction ends. */
    static void lock(Connection connection, String collection, long block) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, ?))")) {
            statement.setString(1, collection);
            statement.setLong(2, block);
            statement.execute();
        }
    }

    static void put(Connection connection, String collection, VectorBlock block) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into vector_block (collection, block, partition, row_count, ids, vectors, metadata)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (collection, block, partition) do update set row_count = excluded.row_count,
                    ids = excluded.ids, vectors = excluded.vectors, metadata = excluded.metadata""")) {
            statement.setString(1, collection);
            statement.setLong(2, block.block());
            statement.setString(3, block.partition());
            statement.setInt(4, block.rowCount());
            statement.setBytes(5, block.ids());
            statement.setBytes(6, block.vectors());
            statement.setString(7, block.metadata());
            statement.executeUpdate();
        }
    }

    static void remove(Connection connection, String collection, VectorBlock block) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "delete from vector_block where collection = ? and block = ? and partition = ?")) {
            statement.setString(1, collection);
            statement.setLong(2, block.block());
            statement.setString(3, block.partition());
            statement.executeUpdate();
        }
    }

    static void removeAll(Connection connection, String collection, Optional<String> partition) throws SQLException {
        String sql =
                "delete from vector_block where collection = ?" + (partition.isPresent() ? " and partition = ?" : "");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, collection);
            if (partition.isPresent()) {
                statement.setString(2, partition.get());
            }
            statement.executeUpdate();
        }
    }

    static long countRows(Connection connection, String collection, Optional<String> partition) throws SQLException {
        String sql = "select coalesce(sum(row_count), 0) from vector_block where collection = ?"
                + (partition.isPresent() ? " and partition = ?" : "");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, collection);
            if (partition.isPresent()) {
                statement.setString(2, partition.get());
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** The collections that have rows, by name; each found by one step through the index. */
    static List<VectorCollection> collections(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                with recursive next as (
                    (select collection, octet_length(vectors) / 4 / row_count as dimension from vector_block
                     order by collection limit 1)
                    union all
                    select found.collection, found.dimension from next, lateral (
                        select b.collection, octet_length(b.vectors) / 4 / b.row_count as dimension from vector_block b
                        where b.collection > next.collection order by b.collection limit 1) found
                )
                select collection, dimension from next order by collection""");
                ResultSet rows = statement.executeQuery()) {
            List<VectorCollection> collections = new ArrayList<>();
            while (rows.next()) {
                collections.add(new VectorCollection(rows.getString(1), rows.getInt(2)));
            }
            return collections;
        }
    }
}
