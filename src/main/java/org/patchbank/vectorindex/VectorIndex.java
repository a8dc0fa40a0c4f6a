package org.patchbank.vectorindex;

import java.util.Collection;
import java.util.List;

/**
 * Keeps vectors and finds the nearest. Safe for concurrent use, also by several processes.
 *
 * <p>A collection needs no making: one that was never written to is empty, and everything that reads it finds nothing.
 * What a call has written, every later call reads. Every call throws a {@link
 * org.patchbank.platform.PatchbankException} {@code VECTOR_INDEX_UNAVAILABLE} if the index cannot be reached or gives up;
 * all of them may then be repeated.
 */
public interface VectorIndex {
    /**
     * Adds rows, and replaces those whose id is there already. Not atomic: when it fails, some of the rows may have been written,
     * and some that were to be replaced be gone; repeating the call writes the rest. No order is asked of the rows; rows in the
     * order of their ids are written fastest.
     *
     * @param rows any number, of any partitions; an id may be in them once
     * @throws IllegalArgumentException if a vector has another dimension than the collection, or an id is there twice;
     *     nothing is written then
     */
    void upsert(VectorCollection collection, List<VectorRow> rows);

    /** Removes the rows that match; that there are none is no error. Once it returns {@link #count} finds none; throws if some stay. */
    void delete(VectorCollection collection, VectorFilter filter);

    /**
     * Removes the rows of some ids, of any partitions; ids that are not there are no error. Otherwise as
     * {@link #delete(VectorCollection, VectorFilter)}.
     */
    void delete(VectorCollection collection, Collection<Long> ids);

    /** The exact number of rows that match. */
    long count(VectorCollection collection, VectorFilter filter);

    /**
     * Whether {@link #nearest} is quicker than reading all rows. Where it is not, whoever has the rows at hand does better to search them
     * itself.
     */
    default boolean searchesQuickly() {
        return true;
    }

    /**
     * One page of the rows that match, in the order of their ids, bit for bit as they were written.
     *
     * @param after rows with a greater id only; -1 for the first page, then the last id of the page before
     * @param limit at least 1; a shorter page is the last one
     */
    List<VectorRow> scan(VectorCollection collection, VectorFilter filter, long after, int limit);

    /**
     * The ids alone of one page of all rows, ascending; no vector is read.
     *
     * @param after as for {@link #scan}
     * @param limit at least 1; a shorter page is the last one
     */
    List<Long> ids(VectorCollection collection, long after, int limit);

    /**
     * For each query the {@code k} nearest of the rows that match: by ascending Euclidean distance, ties by ascending id.
     * Fewer where fewer match. Whether an adapter is exact is its own affair; {@code postgres} is.
     *
     * @param queries finite values of the collection's dimension
     * @param k from 1 to {@value VectorChecks#MOST_NEIGHBORS}
     * @return one list a query, in the order of the queries
     * @throws IllegalArgumentException if a query has another dimension than the collection, or holds a value that is not
     *     finite
     */
    List<List<Neighbor>> nearest(VectorCollection collection, List<float[]> queries, int k, VectorFilter filter);

    /**
     * The ids alone of what {@link #nearest} finds: candidates, fetched at the least cost. Ascending by the adapter's own
     * idea of the distance, ties in any order. What was written in the last seconds may not be among them yet.
     */
    List<long[]> nearestIds(VectorCollection collection, List<float[]> queries, int k, VectorFilter filter);

    /** The collections that there are, by name; one that has lost all its rows may be among them. */
    List<VectorCollection> collections();

    /** Removes a collection with all its rows; that there is none is no error. */
    void drop(VectorCollection collection);

    /** Returns at once, or within the time of one call, if the index is able to work now; throws what is wrong if not. */
    void check();
}
