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
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
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
        String name = collections.name(collection);
        DeleteReq request = DeleteReq.builder()
                .collectionName(name)
                .filter(MilvusFilters.some(filter))
                .build();
        Deletion.untilNone(
                name,
                () -> count(collection, filter),
                () -> read(
                        collection,
                        0L,
                        () -> connection.call(
                                "delete from " + name,
                                client -> client.delete(request).getDeleteCnt())));
    }

    @Override
    public long count(VectorCollection collection, VectorFilter filter) {
        String name = collections.name(collection);
        return read(
                collection,
                0L,
                () -> connection.call(
                        "count " + name,
                        client -> client
                                .query(QueryReq.builder()
                                        .collectionName(name)
                                        .filter(MilvusFilters.matching(filter))
                                        .outputFields(List.of("count(*)"))
                                        .consistencyLevel(ConsistencyLevel.STRONG)
                                        .build())
                                .getQueryResults()
                                .get(0)
                                .getEntity()
                                .values()
                                .stream()
                                .mapToLong(value -> (Long) value)
                                .sum()));
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
        String name = collections.name(collection);
        List<QueryResult> found = read(
                collection,
                List.of(),
                () -> connection.call(
                        "read from " + name,
                        client -> client.query(QueryReq.builder()
                                        .collectionName(name)
                                        .filter(MilvusFilters.matchingAfter(filter, after))
                                        .outputFields(List.of(
                                                MilvusSchema.ID,
                                                MilvusSchema.PARTITION,
                                                MilvusSchema.VECTOR,
                                                MilvusSchema.METADATA))
                                        .limit(limit)
                                        .consistencyLevel(ConsistencyLevel.STRONG)
                                        .build())
                                .getQueryResults()));
        return found.stream()
                .map(result -> MilvusSchema.unpack(result.getEntity()))
                .sorted(Comparator.comparingLong(VectorRow::id))
                .toList();
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
