package org.patchbank.vectorindex.milvus;

import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.utility.response.CheckHealthResp;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.InsertReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.response.QueryResp.QueryResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.Neighbor;
import org.patchbank.vectorindex.VectorChecks;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/**
 * Keeps vectors in Milvus. Reads are of the strong kind: they wait for everything that was written before. Every call has
 * a deadline, and is repeated for a while if it fails in a way that may pass.
 */
public final class MilvusVectorIndex implements VectorIndex, AutoCloseable {
    /** A message may have 64 MB; far below that calls stay short. */
    private static final int BYTES_AT_ONCE = 8 << 20;

    private static final int BYTES_OF_METADATA = 512;
    private static final int MOST_ROWS_READ = 16_384;
    private static final int IDS_AT_ONCE = 4096;

    private final MilvusConnection connection;
    private final MilvusCollections collections;
    private final MilvusSearch search;

    /** Connects when it is first used. */
    public MilvusVectorIndex(MilvusOptions options) {
        this.connection = new MilvusConnection(options);
        this.collections = new MilvusCollections(connection, options);
        this.search = new MilvusSearch(connection, collections, options);
    }

    @Override
    public void upsert(VectorCollection collection, List<VectorRow> rows) {
        VectorChecks.rows(collection, rows);
        MilvusSchema.check(rows);
        int atOnce = rowsAtOnce(collection);
        for (int from = 0; from < rows.size(); from += atOnce) {
            replace(collection, rows.subList(from, Math.min(from + atOnce, rows.size())));
        }
    }

    /**
     * Deletes by ids, then inserts: the upsert of Milvus 2.3 puts rows into wrong partitions. As one call that may be
     * repeated: an insert alone must not be, as Milvus keeps both of two rows with one id.
     */
    private void replace(VectorCollection collection, List<VectorRow> rows) {
        String name = collections.name(collection);
        String ids = MilvusFilters.ids(rows.stream().map(VectorRow::id).toList());
        write(collection, "write to " + name, client -> {
            client.delete(DeleteReq.builder().collectionName(name).filter(ids).build());
            return client.insert(InsertReq.builder()
                    .collectionName(name)
                    .data(rows.stream().map(MilvusSchema::pack).toList())
                    .build());
        });
    }

    @Override
    public void delete(VectorCollection collection, VectorFilter filter) {
        delete(collection, MilvusFilters.some(filter));
    }

    @Override
    public void delete(VectorCollection collection, Collection<Long> ids) {
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
            delete(collection, MilvusFilters.ids(all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE))));
        }
    }

    private void delete(VectorCollection collection, String expression) {
        String name = collections.name(collection);
        DeleteReq request =
                DeleteReq.builder().collectionName(name).filter(expression).build();
        Deletion.untilNone(
                name,
                () -> count(collection, expression),
                () -> read(
                        collection,
                        0L,
                        () -> connection.call(
                                "delete from " + name,
                                client -> client.delete(request).getDeleteCnt())));
    }

    @Override
    public long count(VectorCollection collection, VectorFilter filter) {
        return count(collection, MilvusFilters.matching(filter));
    }

    private long count(VectorCollection collection, String expression) {
        QueryReq request = query(collection, expression, "count(*)").build();
        return read(
                collection,
                0L,
                () -> connection.call(
                        "count " + request.getCollectionName(),
                        client -> client.query(request).getQueryResults().get(0).getEntity().values().stream()
                                .mapToLong(value -> (Long) value)
                                .sum()));
    }

    private QueryReq.QueryReqBuilder query(VectorCollection collection, String expression, String... fields) {
        return QueryReq.builder()
                .collectionName(collections.name(collection))
                .filter(expression)
                .outputFields(List.of(fields))
                .consistencyLevel(ConsistencyLevel.STRONG);
    }

    @Override
    public List<VectorRow> scan(VectorCollection collection, VectorFilter filter, long after, int limit) {
        VectorChecks.atLeastOne("limit", limit);
        int atOnce = rowsAtOnce(collection);
        List<VectorRow> rows = new ArrayList<>();
        long last = after;
        while (rows.size() < limit) {
            int wanted = Math.min(atOnce, limit - rows.size());
            List<VectorRow> page = page(collection, filter, last, wanted);
            rows.addAll(page);
            if (page.size() < wanted) {
                break;
            }
            last = page.get(page.size() - 1).id();
        }
        return rows;
    }

    private List<VectorRow> page(VectorCollection collection, VectorFilter filter, long after, int limit) {
        QueryReq request = query(
                        collection,
                        MilvusFilters.matchingAfter(filter, after),
                        MilvusSchema.ID,
                        MilvusSchema.PARTITION,
                        MilvusSchema.VECTOR,
                        MilvusSchema.METADATA)
                .limit(limit)
                .build();
        return found(collection, request)
                .map(result -> MilvusSchema.unpack(result.getEntity()))
                .sorted(Comparator.comparingLong(VectorRow::id))
                .toList();
    }

    private Stream<QueryResult> found(VectorCollection collection, QueryReq request) {
        return read(
                collection,
                List.<QueryResult>of(),
                () -> connection.call(
                        "read from " + request.getCollectionName(),
                        client -> client.query(request).getQueryResults()))
                .stream();
    }

    @Override
    public List<Long> ids(VectorCollection collection, long after, int limit) {
        VectorChecks.atLeastOne("limit", limit);
        List<Long> ids = new ArrayList<>();
        List<Long> page;
        int wanted;
        do {
            wanted = Math.min(MOST_ROWS_READ, limit - ids.size());
            long last = ids.isEmpty() ? after : ids.get(ids.size() - 1);
            QueryReq request = query(collection, MilvusFilters.matchingAfter(VectorFilter.ALL, last), MilvusSchema.ID)
                    .limit(wanted)
                    .build();
            page = found(collection, request)
                    .map(result -> (Long) result.getEntity().get(MilvusSchema.ID))
                    .sorted()
                    .toList();
            ids.addAll(page);
        } while (page.size() == wanted && ids.size() < limit);
        return ids;
    }

    private static int rowsAtOnce(VectorCollection collection) {
        int bytes = collection.dimension() * Float.BYTES + BYTES_OF_METADATA;
        return Math.max(1, Math.min(MOST_ROWS_READ, BYTES_AT_ONCE / bytes));
    }

    @Override
    public List<List<Neighbor>> nearest(
            VectorCollection collection, List<float[]> queries, int k, VectorFilter filter) {
        VectorChecks.queries(collection, queries, k);
        return read(
                collection,
                queries.stream().map(query -> List.<Neighbor>of()).toList(),
                () -> search.nearest(collection, queries, k, filter));
    }

    @Override
    public List<long[]> nearestIds(VectorCollection collection, List<float[]> queries, int k, VectorFilter filter) {
        VectorChecks.queries(collection, queries, k);
        return read(
                collection,
                queries.stream().map(query -> new long[0]).toList(),
                () -> search.ids(collection, queries, k, filter));
    }

    /**
     * A search of the SDK with a request that is made already, to measure {@link #nearestIds} by.
     *
     * @return one call; may be run again
     */
    public Runnable plainSearch(VectorCollection collection, List<float[]> queries, int k, VectorFilter filter) {
        return collections.open(collection) ? search.plain(collection, queries, k, filter) : () -> {};
    }

    /**
     * Has Milvus index all rows now, as it does by itself after a while; until then it compares queries with each of the rows that came
     * last.
     */
    public void finishIndex(VectorCollection collection) {
        collections.make(collection);
        collections.finishIndex(collection);
    }

    @Override
    public List<VectorCollection> collections() {
        return collections.list();
    }

    @Override
    public void drop(VectorCollection collection) {
        collections.drop(collection);
    }

    @Override
    public void check() {
        connection.call("work", Duration.ZERO, client -> {
            CheckHealthResp health = client.checkHealth();
            if (!health.getIsHealthy()) {
                throw new IllegalStateException("not ready: " + String.join(", ", health.getReasons()));
            }
            return health;
        });
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Another program may have dropped the collection since it was last seen: then it is made anew. */
    private <T> T write(VectorCollection collection, String what, Function<MilvusClientV2, T> call) {
        collections.make(collection);
        try {
            return connection.call(what, call);
        } catch (PatchbankException e) {
            if (!dropped(collection, e)) {
                throw e;
            }
            collections.make(collection);
            return connection.call(what, call);
        }
    }

    private <T> T read(VectorCollection collection, T ofNothing, Supplier<T> call) {
        try {
            return collections.open(collection) ? call.get() : ofNothing;
        } catch (PatchbankException e) {
            if (!dropped(collection, e)) {
                throw e;
            }
            return collections.open(collection) ? call.get() : ofNothing;
        }
    }

    private boolean dropped(VectorCollection collection, PatchbankException e) {
        boolean dropped = e.getCause() instanceof RuntimeException cause && Failure.of(cause) == Failure.NO_COLLECTION;
        if (dropped) {
            collections.forget(collection);
        }
        return dropped;
    }
}
