package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.patchbank.platform.database.Sql;

/** What the table of defects says of those whose vectors are, or should be, in the vector index. */
@ApplicationScoped
class LostDefects {
    private final Sql sql;
    private final IndexLock lock;

    LostDefects(Sql sql, IndexLock lock) {
        this.sql = sql;
        this.lock = lock;
    }

    /**
     * @param moved whether its vector is in the index alone
     * @param lost whether it is known to be lost there
     */
    record Row(long id, DefectSpace space, boolean moved, boolean lost) {}

    /** Some of all defects by ascending id. */
    List<Row> page(long after, int limit) {
        return sql.list("""
                select id, space, dimension, indexed > 0 and vector is null, lost_at is not null
                from defect where id > ? order by id limit ?""", LostDefects::row, after, limit);
    }

    /** Those of some ids that there are. */
    List<Row> present(Collection<Long> ids) {
        return sql.list("""
                select id, space, dimension, indexed > 0 and vector is null, lost_at is not null
                from defect where id = any(?)""", LostDefects::row, (Object) ids.toArray(Long[]::new));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1), new DefectSpace(row.getString(2), row.getInt(3)), row.getBoolean(4), row.getBoolean(5));
    }

    /**
     * @param lost that were marked
     * @param gone those of them that could not be made again since they were marked before
     */
    record Marked(long lost, long gone) {}

    /**
     * Marks defects as lost, to be made again, unless the index has them once nobody writes to it.
     *
     * @param there the ids that the index has
     */
    Marked mark(Collection<Long> ids, Supplier<Set<Long>> there) {
        return lock.hold(() -> {
            Set<Long> present = there.get();
            List<Boolean> lost = sql.list("""
                    with lost as (select id, lost_why is not null as gone from defect
                        where id = any(?) and indexed > 0 and vector is null for update)
                    update defect d set lost_at = coalesce(lost_at, now()), lost_why = null
                    from lost where d.id = lost.id returning lost.gone""", row -> row.getBoolean(1), (Object)
                    ids.stream().filter(id -> !present.contains(id)).toArray(Long[]::new));
            return new Marked(lost.size(), lost.stream().filter(gone -> gone).count());
        });
    }

    /** They are in the index after all. */
    void found(Collection<Long> ids) {
        sql.change("update defect set lost_at = null, lost_why = null where id = any(?)", (Object)
                ids.toArray(Long[]::new));
    }

    /** Some that wait to be made again; all regions of a part are neighbours. */
    List<Defect> waiting(String factory, int limit) {
        return sql.list(
                "select " + DefectRows.COLUMNS + " from defect"
                        + " where factory = ? and lost_at is not null and lost_why is null order by id limit ?",
                DefectRows::read,
                factory,
                limit);
    }

    /** Has a vector brought into the index anew. */
    void restore(long id, float[] vector) {
        sql.change(
                "update defect set vector = ?, indexed = 0, lost_at = null where id = ? and lost_at is not null",
                DefectRows.bytes(vector),
                id);
    }

    /** @param why the code of what keeps it from being made again */
    void giveUp(long id, String why) {
        sql.change("update defect set lost_why = ? where id = ? and lost_at is not null", why, id);
    }
}
