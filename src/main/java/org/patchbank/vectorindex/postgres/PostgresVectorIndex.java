package org.patchbank.vectorindex.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.Neighbor;
import org.patchbank.vectorindex.VectorChecks;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorIndexError;
import org.patchbank.vectorindex.VectorRow;

/**
 * Keeps vectors in PostgreSQL, a block of them a row, and searches them exactly in this process: those of a partition that fits into
 * its cache from there, reading only the blocks that have changed since, and those of a larger one by reading all of them.
 */
public final class PostgresVectorIndex implements VectorIndex {
    private static final int BLOCKS_AT_ONCE = 16;
    private static final int CHECK_SECONDS = 2;
    /** Fewer are searched before another thread has begun. */
    private static final int BLOCKS_A_THREAD = 4;

    /** Share of the heap that vectors which are searched again and again may take. */
    private static final int SHARE_OF_HEAP = 4;

    private final DataSource database;
    private final BlockCache cache;
    /** Its threads end where nobody searches for a while. */
    private final Parallel parallel = Parallel.onAllCores();

    /** @param database with the table {@code vector_block} */
    public PostgresVectorIndex(DataSource database) {
        this(database, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /**
     * @param database with the table {@code vector_block}
     * @param cacheBytes that vectors which are searched again and again may take; 0 reads them for every search
     */
    public PostgresVectorIndex(DataSource database, long cacheBytes) {
        this.database = database;
        this.cache = new BlockCache(cacheBytes);
    }

    @Override
    public void upsert(VectorCollection collection, List<VectorRow> rows) {
        VectorChecks.rows(collection, rows);
        Map<Long, List<VectorRow>> byBlock = rows.stream()
                .collect(Collectors.groupingBy(row -> VectorBlock.of(row.id()), TreeMap::new, Collectors.toList()));
        byBlock.forEach((block, ofBlock) -> inTransaction("write to", collection, connection -> {
            VectorBlocks.lock(connection, collection.name(), block);
            merge(connection, collection, block, ofBlock);
        }));
    }

    private static void merge(Connection connection, VectorCollection collection, long block, List<VectorRow> added)
            throws SQLException {
        Map<Long, VectorRow> merged = new TreeMap<>();
        List<VectorBlock> present = VectorBlocks.between(connection, collection.name(), Optional.empty(), block, block);
        present.forEach(old -> old.unpack().forEach(row -> merged.put(row.id(), row)));
        added.forEach(row -> merged.put(row.id(), row));
        replace(connection, collection, present, merged.values());
    }

    /** Writes the rows of one block anew, each partition its own. */
    private static void replace(
            Connection connection, VectorCollection collection, List<VectorBlock> present, Collection<VectorRow> rows)
            throws SQLException {
        Map<String, List<VectorRow>> byPartition = rows.stream().collect(Collectors.groupingBy(VectorRow::partition));
        for (VectorBlock old : present) {
            if (!byPartition.containsKey(old.partition())) {
                VectorBlocks.remove(connection, collection.name(), old);
            }
        }
        for (List<VectorRow> ofPartition : byPartition.values()) {
            VectorBlocks.put(connection, collection.name(), VectorBlock.pack(ofPartition));
        }
    }

    @Override
    public void delete(VectorCollection collection, VectorFilter filter) {
        if (filter.anyMetadata()) {
            inTransaction(
                    "delete from",
                    collection,
                    connection -> VectorBlocks.removeAll(connection, collection.name(), filter.partition()));
            return;
        }
        for (List<Long> numbers = numbers(collection, filter, 0);
                !numbers.isEmpty();
                numbers = numbers(collection, filter, numbers.get(numbers.size() - 1) + 1)) {
            for (long block : numbers) {
                inTransaction("delete from", collection, connection -> {
                    VectorBlocks.lock(connection, collection.name(), block);
                    deleteMatching(connection, collection, filter, block);
                });
            }
        }
    }

    private static void deleteMatching(
            Connection connection, VectorCollection collection, VectorFilter filter, long block) throws SQLException {
        List<VectorBlock> present =
                VectorBlocks.between(connection, collection.name(), filter.partition(), block, block);
        keep(connection, collection, present, row -> !filter.matches(row));
    }

    private static void keep(
            Connection connection, VectorCollection collection, List<VectorBlock> present, Predicate<VectorRow> stays)
            throws SQLException {
        List<VectorRow> kept = present.stream()
                .flatMap(old -> old.unpack().stream())
                .filter(stays)
                .toList();
        replace(connection, collection, present, kept);
    }

    @Override
    public void delete(VectorCollection collection, Collection<Long> ids) {
        Map<Long, Set<Long>> byBlock =
                ids.stream().collect(Collectors.groupingBy(VectorBlock::of, TreeMap::new, Collectors.toSet()));
        byBlock.forEach((block, ofBlock) -> inTransaction("delete from", collection, connection -> {
            VectorBlocks.lock(connection, collection.name(), block);
            List<VectorBlock> present =
                    VectorBlocks.between(connection, collection.name(), Optional.empty(), block, block);
            keep(connection, collection, present, row -> !ofBlock.contains(row.id()));
        }));
    }

    @Override
    public long count(VectorCollection collection, VectorFilter filter) {
        if (filter.anyMetadata()) {
            return ask(
                    collection,
                    connection -> VectorBlocks.countRows(connection, collection.name(), filter.partition()));
        }
        long[] count = {0};
        forEach(collection, filter, row -> count[0]++);
        return count[0];
    }

    @Override
    public boolean searchesQuickly() {
        return false;
    }

    @Override
    public List<VectorRow> scan(VectorCollection collection, VectorFilter filter, long after, int limit) {
        VectorChecks.atLeastOne("limit", limit);
        List<VectorRow> page = new ArrayList<>();
        long from = VectorBlock.of(after + 1);
        while (page.size() < limit) {
            List<Long> numbers = numbers(collection, filter, from);
            if (numbers.isEmpty()) {
                break;
            }
            // No more than the page needs: a block may hold fewer rows than its size, so this may take several rounds.
            int blocks = Math.min(numbers.size(), (limit - page.size()) / VectorBlock.SIZE + 2);
            long last = numbers.get(blocks - 1);
            rows(collection, filter, numbers.get(0), last)
                    .filter(row -> row.id() > after)
                    .limit(limit - page.size())
                    .forEach(page::add);
            from = last + 1;
        }
        return page;
    }

    @Override
    public List<Long> ids(VectorCollection collection, long after, int limit) {
        VectorChecks.atLeastOne("limit", limit);
        List<Long> page = new ArrayList<>();
        List<Long> numbers = numbers(collection, VectorFilter.ALL, VectorBlock.of(after + 1));
        while (page.size() < limit && !numbers.isEmpty()) {
            long first = numbers.get(0);
            long last = numbers.get(numbers.size() - 1);
            ask(collection, connection -> VectorBlocks.ids(connection, collection.name(), first, last)).stream()
                    .filter(id -> id > after)
                    .sorted()
                    .limit(limit - page.size())
                    .forEach(page::add);
            numbers = numbers(collection, VectorFilter.ALL, last + 1);
        }
        return page;
    }

    @Override
    public List<List<Neighbor>> nearest(
            VectorCollection collection, List<float[]> queries, int k, VectorFilter filter) {
        VectorChecks.queries(collection, queries, k);
        Optional<List<CachedBlock>> cached =
                ask(collection, connection -> cache.blocks(connection, collection.name(), filter.partition()));
        List<NearestVectors> found;
        if (cached.isPresent()) {
            found = nearest(cached.get(), queries, k, filter);
        } else {
            found = searches(queries, k);
            forEach(
                    collection,
                    filter,
                    row -> found.forEach(nearest -> nearest.offer(row.id(), row.vector(), 0, row::metadata)));
        }
        return found.stream().map(NearestVectors::ascending).toList();
    }

    /** Each thread searches blocks of its own. */
    private List<NearestVectors> nearest(List<CachedBlock> blocks, List<float[]> queries, int k, VectorFilter filter) {
        int shares = Math.max(1, Math.min(parallel.threads(), blocks.size() / BLOCKS_A_THREAD));
        List<List<NearestVectors>> found = IntStream.range(0, shares)
                .mapToObj(share -> searches(queries, k))
                .toList();
        parallel.forEach(shares, share -> {
            for (int block = share; block < blocks.size(); block += shares) {
                blocks.get(block).offer(filter, found.get(share));
            }
        });
        List<NearestVectors> all = found.get(0);
        for (List<NearestVectors> others : found.subList(1, shares)) {
            for (int query = 0; query < all.size(); query++) {
                all.get(query).addAll(others.get(query));
            }
        }
        return all;
    }

    private static List<NearestVectors> searches(List<float[]> queries, int k) {
        return queries.stream().map(query -> new NearestVectors(query, k)).toList();
    }

    @Override
    public List<long[]> nearestIds(VectorCollection collection, List<float[]> queries, int k, VectorFilter filter) {
        return nearest(collection, queries, k, filter).stream()
                .map(found -> found.stream().mapToLong(Neighbor::id).toArray())
                .toList();
    }

    @Override
    public List<VectorCollection> collections() {
        return ask("look for collections", VectorBlocks::collections);
    }

    @Override
    public void drop(VectorCollection collection) {
        delete(collection, VectorFilter.ALL);
    }

    @Override
    public void check() {
        ask("answer", connection -> {
            if (!connection.isValid(CHECK_SECONDS)) {
                throw new SQLException("the connection is broken");
            }
            return true;
        });
    }

    private void forEach(VectorCollection collection, VectorFilter filter, Consumer<VectorRow> action) {
        for (List<Long> numbers = numbers(collection, filter, 0); !numbers.isEmpty(); ) {
            long last = numbers.get(numbers.size() - 1);
            rows(collection, filter, numbers.get(0), last).forEach(action);
            numbers = numbers(collection, filter, last + 1);
        }
    }

    private List<Long> numbers(VectorCollection collection, VectorFilter filter, long from) {
        return ask(
                collection,
                connection ->
                        VectorBlocks.numbers(connection, collection.name(), filter.partition(), from, BLOCKS_AT_ONCE));
    }

    /** The matching rows of some blocks, by id. */
    private Stream<VectorRow> rows(VectorCollection collection, VectorFilter filter, long first, long last) {
        List<VectorBlock> blocks = ask(
                collection,
                connection -> VectorBlocks.between(connection, collection.name(), filter.partition(), first, last));
        return blocks.stream()
                .flatMap(block -> block.unpack().stream())
                .filter(filter::matches)
                .sorted(Comparator.comparingLong(VectorRow::id));
    }

    private <T> T ask(VectorCollection collection, Query<T> query) {
        return ask("read from " + collection.name(), query);
    }

    private <T> T ask(String what, Query<T> query) {
        try (Connection connection = database.getConnection()) {
            return query.run(connection);
        } catch (SQLException e) {
            throw unavailable(what, e);
        }
    }

    private void inTransaction(String what, VectorCollection collection, Change change) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                change.run(connection);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw unavailable(what + " " + collection.name(), e);
        }
    }

    private static PatchbankException unavailable(String what, SQLException cause) {
        return new PatchbankException(
                VectorIndexError.VECTOR_INDEX_UNAVAILABLE,
                "PostgreSQL cannot " + what + ": " + cause.getMessage(),
                "Look whether PostgreSQL is up and its disk has room; the work may then be repeated.",
                cause);
    }

    private interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    private interface Change {
        void run(Connection connection) throws SQLException;
    }
}
