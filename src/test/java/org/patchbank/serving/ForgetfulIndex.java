package org.patchbank.serving;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.Neighbor;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorIndexError;
import org.patchbank.vectorindex.VectorRow;
import org.patchbank.vectorindex.postgres.PostgresVectorIndex;

/** Keeps vectors well, and searches them as an approximate index does at its worst; or not at all. */
@Alternative
@Singleton
class ForgetfulIndex implements VectorIndex {
    private final VectorIndex index;
    private volatile boolean broken;

    ForgetfulIndex(DataSource database) {
        this.index = new PostgresVectorIndex(database);
    }

    /** Whether searches fail from now on. */
    void broken(boolean now) {
        broken = now;
    }

    /** Every third query gets no answer, every other third the rows behind the nearest. */
    @Override
    public List<long[]> nearestIds(VectorCollection collection, List<float[]> queries, int k, VectorFilter filter) {
        if (broken) {
            throw new PatchbankException(VectorIndexError.VECTOR_INDEX_UNAVAILABLE, "broken", "mend it");
        }
        List<long[]> found = index.nearestIds(collection, queries, k + 5, filter);
        return IntStream.range(0, queries.size())
                .mapToObj(query -> java.util.Arrays.stream(found.get(query))
                        .skip(query % 3 == 0 ? k + 5 : query % 3 == 1 ? 5 : 0)
                        .limit(k)
                        .toArray())
                .toList();
    }

    @Override
    public List<List<Neighbor>> nearest(
            VectorCollection collection, List<float[]> queries, int k, VectorFilter filter) {
        return index.nearest(collection, queries, k, filter);
    }

    @Override
    public void upsert(VectorCollection collection, List<VectorRow> rows) {
        index.upsert(collection, rows);
    }

    @Override
    public void delete(VectorCollection collection, VectorFilter filter) {
        index.delete(collection, filter);
    }

    @Override
    public void delete(VectorCollection collection, Collection<Long> ids) {
        index.delete(collection, ids);
    }

    @Override
    public List<Long> ids(VectorCollection collection, long after, int limit) {
        return index.ids(collection, after, limit);
    }

    @Override
    public long count(VectorCollection collection, VectorFilter filter) {
        return index.count(collection, filter);
    }

    @Override
    public List<VectorRow> scan(VectorCollection collection, VectorFilter filter, long after, int limit) {
        return index.scan(collection, filter, after, limit);
    }

    @Override
    public List<VectorCollection> collections() {
        return index.collections();
    }

    @Override
    public void drop(VectorCollection collection) {
        index.drop(collection);
    }

    @Override
    public void check() {
        index.check();
    }
}
