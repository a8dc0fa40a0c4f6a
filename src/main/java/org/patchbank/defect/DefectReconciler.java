package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.patchbank.defect.LostDefects.Marked;
import org.patchbank.defect.LostDefects.Row;
import org.patchbank.reference.IndexComparison;
import org.patchbank.reference.Reconciliation.Lost;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorIndex;

/**
 * Compares the defects in the vector index with their table, id by id, on both sides: rows that are no defect's are removed, and
 * defects whose vectors are missing are marked, for {@link DefectRestorer} to make them again. Reads ids alone, a page at a time; may run
 * at any time, on several nodes, while defects come.
 */
@ApplicationScoped
class DefectReconciler {
    static final int AT_ONCE = 8192;

    private static final Logger LOG = Logger.getLogger(DefectReconciler.class);

    private final VectorIndex index;
    private final LostDefects table;

    DefectReconciler(VectorIndex index, LostDefects table) {
        this.index = index;
        this.table = table;
    }

    /** What was found in one collection so far. */
    private static final class Found {
        private final VectorCollection collection;
        private long orphans;
        private long lost;
        private long gone;

        Found(VectorCollection collection) {
            this.collection = collection;
        }
    }

    /** Ids above one bound, up to another. */
    private record Span(long after, long to) {}

    void compare(@Observes IndexComparison comparison) {
        compare(comparison, AT_ONCE);
    }

    void compare(IndexComparison comparison, int atOnce) {
        Map<String, Found> collections = new TreeMap<>();
        index.collections().stream()
                .filter(DefectSpace::holdsDefects)
                .forEach(collection -> collections.put(collection.name(), new Found(collection)));
        Map<DefectSpace, VectorCollection> ofSpace = new HashMap<>();
        long after = -1;
        boolean more = true;
        while (more) {
            List<Row> page = table.page(after, atOnce);
            more = page.size() == atOnce;
            Map<String, Map<Long, Row>> rows = new HashMap<>();
            for (Row row : page) {
                VectorCollection collection = ofSpace.computeIfAbsent(row.space(), DefectSpace::collection);
                collections.computeIfAbsent(collection.name(), name -> new Found(collection));
                rows.computeIfAbsent(collection.name(), name -> new HashMap<>()).put(row.id(), row);
            }
            Span span = new Span(after, more ? page.get(atOnce - 1).id() : Long.MAX_VALUE);
            collections.forEach((name, found) -> compare(found, rows.getOrDefault(name, Map.of()), span, atOnce));
            after = span.to();
        }
        collections.values().forEach(found -> tell(found, comparison));
    }

    private void compare(Found found, Map<Long, Row> rows, Span span, int atOnce) {
        Set<Long> there = ids(found.collection, span, atOnce);
        found.orphans += removed(found.collection, there, rows);
        List<Long> again = ids(rows, row -> row.lost() && there.contains(row.id()));
        if (!again.isEmpty()) {
            table.found(again);
        }
        List<Long> missing = ids(rows, row -> row.moved() && !there.contains(row.id()));
        if (!missing.isEmpty()) {
            Marked marked = table.mark(missing, () -> ids(found.collection, span, atOnce));
            found.lost += marked.lost();
            found.gone += marked.gone();
        }
    }

    private static List<Long> ids(Map<Long, Row> rows, Predicate<Row> which) {
        return rows.values().stream().filter(which).map(Row::id).toList();
    }

    private Set<Long> ids(VectorCollection collection, Span span, int atOnce) {
        Set<Long> ids = new HashSet<>();
        long last = span.after();
        while (last < span.to()) {
            List<Long> page = index.ids(collection, last, atOnce);
            page.stream().filter(id -> id <= span.to()).forEach(ids::add);
            last = page.size() < atOnce ? span.to() : page.get(atOnce - 1);
        }
        return ids;
    }

    /** A row is in the table before it is in the index, so one that is in the index first and not in the table then is nobody's. */
    private long removed(VectorCollection collection, Set<Long> there, Map<Long, Row> rows) {
        Set<Long> orphans = new HashSet<>(there);
        orphans.removeAll(rows.keySet());
        if (!orphans.isEmpty()) {
            table.present(orphans).stream()
                    .filter(row -> row.space().collection().name().equals(collection.name()))
                    .forEach(row -> orphans.remove(row.id()));
            index.delete(collection, orphans);
        }
        return orphans.size();
    }

    private static void tell(Found found, IndexComparison comparison) {
        String collection = found.collection.name();
        if (found.orphans > 0) {
            LOG.warnf("Removed %d rows from %s: they are no defect's", found.orphans, collection);
            comparison.removed(collection, DefectSpace.PARTITION, found.orphans);
        }
        if (found.lost > 0) {
            LOG.errorf(
                    "%s lacks the vectors of %d defects; they are made again from their images (%d could not be when it was tried last)",
                    collection, found.lost, found.gone);
            comparison.lost(new Lost(collection, found.lost, found.gone));
        }
    }
}
