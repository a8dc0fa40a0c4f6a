package org.patchbank.vectorindex.milvus;

import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.IndexParam.MetricType;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.BaseVector;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.response.SearchResp.SearchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.patchbank.vectorindex.Neighbor;
import org.patchbank.vectorindex.VectorChecks;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;

/** Searches in a collection that is open. */
final class MilvusSearch {
    /** What Milvus takes at once. */
    private static final int MOST_QUERIES = 16_384;

    /** Ids and distances are 12 bytes, metadata some hundred: answers stay far below 64 MB. */
    private static final int MOST_IDS = 1 << 20;

    private static final int MOST_ROWS = 1 << 16;

    private static final Comparator<Neighbor> NEAREST_FIRST =
            Comparator.comparingDouble(Neighbor::distance).thenComparingLong(Neighbor::id);

    /** A part waits on the line: no more than a broken connection may be got over. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A strong read waits for the server's next tick, a fifth of a second by default: too long for rows that are only proposed. */
    private static final ConsistencyLevel CANDIDATES = ConsistencyLevel.BOUNDED;

    private final MilvusConnection connection;
    private final MilvusCollections collections;
    private final MilvusOptions options;

    MilvusSearch(MilvusConnection connection, MilvusCollections collections, MilvusOptions options) {
        this.connection = connection;
        this.collections = collections;
        this.options = options;
    }

    List<long[]> ids(VectorCollection collection, List<float[]> queries, int k, VectorFilter filter) {
        List<long[]> found = new ArrayList<>(queries.size());
        for (List<float[]> some : split(queries, Math.max(1, MOST_IDS / k))) {
            for (List<SearchResult> results : search(collection, some, k, filter, List.of(), CANDIDATES)) {
                found.add(results.stream()
                        .mapToLong(result -> (Long) result.getId())
                        .toArray());
            }
        }
        return found;
    }

    List<List<Neighbor>> nearest(VectorCollection collection, List<float[]> queries, int k, VectorFilter filter) {
        List<List<Neighbor>> found = new ArrayList<>(queries.size());
        for (List<float[]> some : split(queries, Math.max(1, MOST_ROWS / k))) {
            found.addAll(untied(collection, some, k, Math.min(k + 1, VectorChecks.MOST_NEIGHBORS), filter));
        }
        return found;
    }

    /**
     * Milvus breaks ties as it likes. So it is asked for one more than wanted; where that one is as near as the last wanted
     * one, for twice as many, until all that tie are there.
     */
    private List<List<Neighbor>> untied(
            VectorCollection collection, List<float[]> queries, int k, int asked, VectorFilter filter) {
        List<List<Neighbor>> found = new ArrayList<>(queries.size());
        List<Integer> tied = new ArrayList<>();
        for (List<SearchResult> results :
                search(collection, queries, asked, filter, List.of(MilvusSchema.METADATA), ConsistencyLevel.STRONG)) {
            List<Neighbor> neighbors = results.stream()
                    .map(MilvusSearch::neighbor)
                    .sorted(NEAREST_FIRST)
                    .toList();
            if (asked < VectorChecks.MOST_NEIGHBORS
                    && neighbors.size() == asked
                    && neighbors.get(asked - 1).distance()
                            == neighbors.get(k - 1).distance()) {
                tied.add(found.size());
            }
            found.add(neighbors.subList(0, Math.min(k, neighbors.size())));
        }
        if (!tied.isEmpty()) {
            List<List<Neighbor>> again = untied(
                    collection,
                    tied.stream().map(queries::get).toList(),
                    k,
                    Math.min(2 * asked, VectorChecks.MOST_NEIGHBORS),
                    filter);
            for (int i = 0; i < tied.size(); i++) {
                found.set(tied.get(i), again.get(i));
            }
        }
        return found;
    }

    /** Squared distances become distances. */
    private static Neighbor neighbor(SearchResult result) {
        return new Neighbor(
                (Long) result.getId(),
                Math.sqrt(Math.max(0, result.getScore())),
                MilvusSchema.metadata(result.getEntity()));
    }

    /** The call of the SDK and nothing else, again and again. */
    Runnable plain(VectorCollection collection, List<float[]> queries, int k, VectorFilter filter) {
        SearchReq request = request(collection, queries, k, filter, List.of(), CANDIDATES);
        return () -> connection.call(
                "search", PATIENCE, client -> client.search(request).getSearchResults());
    }

    private List<List<SearchResult>> search(
            VectorCollection collection,
            List<float[]> queries,
            int k,
            VectorFilter filter,
            List<String> fields,
            ConsistencyLevel level) {
        List<List<SearchResult>> results = connection.call(
                "search " + collections.name(collection),
                PATIENCE,
                client -> client.search(request(collection, queries, k, filter, fields, level))
                        .getSearchResults());
        List<List<SearchResult>> complete = new ArrayList<>(results);
        while (complete.size() < queries.size()) { // nothing matches: there may be no list at all
            complete.add(List.of());
        }
        return complete;
    }

    private SearchReq request(
            VectorCollection collection,
            List<float[]> queries,
            int k,
            VectorFilter filter,
            List<String> fields,
            ConsistencyLevel level) {
        List<BaseVector> vectors = queries.stream().map(FloatVec::new).collect(Collectors.toList());
        return SearchReq.builder()
                .collectionName(collections.name(collection))
                .annsField(MilvusSchema.VECTOR)
                .metricType(MetricType.L2)
                .data(vectors)
                .limit(k)
                .filter(MilvusFilters.matching(filter))
                .outputFields(fields)
                .searchParams(collections.index(collection).searchParameters(options.index(), k))
                .consistencyLevel(level)
                .build();
    }

    private static List<List<float[]>> split(List<float[]> queries, int atOnce) {
        int size = Math.min(atOnce, MOST_QUERIES);
        List<List<float[]>> parts = new ArrayList<>();
        for (int from = 0; from < queries.size(); from += size) {
            parts.add(queries.subList(from, Math.min(from + size, queries.size())));
        }
        return parts;
    }
}
