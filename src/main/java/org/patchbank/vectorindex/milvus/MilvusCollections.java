package org.patchbank.vectorindex.milvus;

import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq.FieldSchema;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.collection.response.DescribeCollectionResp;
import io.milvus.v2.service.index.request.CreateIndexReq;
import io.milvus.v2.service.index.request.DescribeIndexReq;
import io.milvus.v2.service.index.request.ListIndexesReq;
import io.milvus.v2.service.index.response.DescribeIndexResp;
import io.milvus.v2.service.utility.request.FlushReq;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorCollection.Size;

/** The collections of one installation: made when they are first written to, with their index, and kept loaded. */
final class MilvusCollections {
    /** Buckets of banks; a search in one bank looks at its bucket only. */
    private static final int BUCKETS = 16;

    /** For what takes long however the server is: loading a collection, and indexing it. A load may outlast the deadline of a call. */
    private static final long LOAD_MILLIS = 120_000;

    private final MilvusConnection connection;
    private final MilvusOptions options;

    /** Those that are loaded, and the index that each has. */
    private final Map<String, MilvusIndexType> known = new ConcurrentHashMap<>();

    /** Several threads want the same collection first; those that want another one need not wait until it is loaded. */
    private final NamedLocks locks = new NamedLocks();

    MilvusCollections(MilvusConnection connection, MilvusOptions options) {
        this.connection = connection;
        this.options = options;
    }

    String name(VectorCollection collection) {
        return options.prefix() + collection.name();
    }

    /** Makes the collection fit to be written to and read. */
    void make(VectorCollection collection) {
        if (!known.containsKey(name(collection))) {
            prepare(collection, true);
        }
    }

    /** @return false if there is no such collection; otherwise it can be read */
    boolean open(VectorCollection collection) {
        return known.containsKey(name(collection)) || prepare(collection, false);
    }

    /** What the collection is indexed with; open. */
    MilvusIndexType index(VectorCollection collection) {
        MilvusIndexType index = known.get(name(collection));
        return index == null ? MilvusIndexType.FLAT : index;
    }

    void forget(VectorCollection collection) {
        known.remove(name(collection));
    }

    void finishIndex(VectorCollection collection) {
        String name = name(collection);
        connection.call("flush " + name, client -> {
            client.flush(FlushReq.builder()
                    .collectionNames(List.of(name))
                    .waitFlushedTimeoutMs(LOAD_MILLIS)
                    .build());
            return null;
        });
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOAD_MILLIS);
        while (connection.call("describe the index of " + name, client -> pending(client, name)) > 0
                && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private static long pending(MilvusClientV2 client, String name) {
        DescribeIndexResp present = client.describeIndex(DescribeIndexReq.builder()
                .collectionName(name)
                .fieldName(MilvusSchema.VECTOR)
                .build());
        return present.getIndexDescriptions().get(0).getPendingIndexRows();
    }

    void drop(VectorCollection collection) {
        forget(collection);
        connection.call("drop " + name(collection), client -> {
            if (has(client, collection)) {
                client.dropCollection(DropCollectionReq.builder()
                        .collectionName(name(collection))
                        .build());
            }
            return null;
        });
        forget(collection);
    }

    List<VectorCollection> list() {
        return connection.call(
                "list its collections",
                client -> client.listCollections().getCollectionNames().stream()
                        .filter(name -> name.startsWith(options.prefix()))
                        .sorted()
                        .map(name -> describe(client, name))
                        .toList());
    }

    private boolean prepare(VectorCollection collection, boolean make) {
        return locks.alone(name(collection), () -> prepareAlone(collection, make));
    }

    private boolean prepareAlone(VectorCollection collection, boolean make) {
        String name = name(collection);
        if (known.containsKey(name)) {
            return true;
        }
        return connection.call("open " + name, client -> {
            if (!has(client, collection)) {
                if (!make) {
                    return false;
                }
                create(client, collection);
            }
            VectorCollection present = describe(client, name);
            if (present.dimension() != collection.dimension()) {
                throw new IllegalArgumentException("%s holds vectors of dimension %d, not %d"
                        .formatted(name, present.dimension(), collection.dimension()));
            }
            MilvusIndexType index = indexed(client, name, present.size());
            client.loadCollection(LoadCollectionReq.builder()
                    .collectionName(name)
                    .timeout(LOAD_MILLIS)
                    .build());
            known.put(name, index);
            return true;
        });
    }

    private boolean has(MilvusClientV2 client, VectorCollection collection) {
        return client.hasCollection(
                HasCollectionReq.builder().collectionName(name(collection)).build());
    }

    private void create(MilvusClientV2 client, VectorCollection collection) {
        client.createCollection(CreateCollectionReq.builder()
                .collectionName(name(collection))
                .description(collection.size().name())
                .collectionSchema(MilvusSchema.of(collection))
                .numPartitions(BUCKETS)
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build());
    }

    private VectorCollection describe(MilvusClientV2 client, String name) {
        DescribeCollectionResp found = client.describeCollection(
                DescribeCollectionReq.builder().collectionName(name).build());
        FieldSchema vector = found.getCollectionSchema().getField(MilvusSchema.VECTOR);
        return new VectorCollection(
                name.substring(options.prefix().length()), vector.getDimension(), size(found.getDescription()));
    }

    private static Size size(String description) {
        for (Size size : Size.values()) {
            if (size.name().equals(description)) {
                return size;
            }
        }
        return Size.SMALL;
    }

    /** Gives the collection its index, unless it has one: another program was first, or the settings have changed since. */
    private MilvusIndexType indexed(MilvusClientV2 client, String name, Size size) {
        List<String> indexes = client.listIndexes(ListIndexesReq.builder()
                .collectionName(name)
                .fieldName(MilvusSchema.VECTOR)
                .build());
        if (!indexes.isEmpty()) {
            DescribeIndexResp present = client.describeIndex(DescribeIndexReq.builder()
                    .collectionName(name)
                    .fieldName(MilvusSchema.VECTOR)
                    .build());
            return MilvusIndexType.valueOf(
                    present.getIndexDescriptions().get(0).getIndexType().name());
        }
        MilvusIndexType type = options.index().type().in(size);
        client.createIndex(CreateIndexReq.builder()
                .collectionName(name)
                .indexParams(List.of(IndexParam.builder()
                        .fieldName(MilvusSchema.VECTOR)
                        .indexType(type.vendor())
                        .metricType(IndexParam.MetricType.L2)
                        .extraParams(type.buildParameters(options.index()))
                        .build()))
                .sync(false)
                .build());
        return type;
    }
}
