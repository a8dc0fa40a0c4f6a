package org.patchbank.inspection.shadow;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.patchbank.inspection.shadow.ComparisonStore.Range;
import org.patchbank.inspection.shadow.Disagreement.Order;
import org.patchbank.platform.Page;
import org.patchbank.platform.database.Sql;
import org.patchbank.scoring.Decision;

/** Lists where a shadow would have decided otherwise, along an index that holds nothing else. */
@ApplicationScoped
class DisagreementStore {
    private static final String IN_FORCE = "judged_score / greatest(judged_limit, 1e-9)";
    private static final String BESIDE = "score / greatest(cast(? as double precision), 1e-9)";

    private static final String COMMON = """
            select * from (
                select inspection_id, judged, judged_score, %1$s as in_force_share, decision, score, %2$s as beside_share
                from shadow_score
                where shadow_id = ? and inspection_id >= ? and inspection_id < ? and decision <> judged) d
            where (cast(? as text) is null or judged = ?) and (cast(? as text) is null or decision = ?)""".formatted(IN_FORCE, BESIDE);

    private static final String NEWEST =
            COMMON + " and (cast(? as uuid) is null or inspection_id < ?) order by inspection_id desc limit ?";

    private static final String DIFFERENT = COMMON + """
             and (cast(? as uuid) is null or (abs(beside_share - in_force_share), inspection_id) < (?, ?))
            order by abs(beside_share - in_force_share) desc, inspection_id desc limit ?""";

    private final Sql sql;

    DisagreementStore(Sql sql) {
        this.sql = sql;
    }

    Page<Disagreement> list(Shadow shadow, Range range, Disagreement.Filter filter, String cursor, int limit) {
        DisagreementCursor after = cursor == null ? null : DisagreementCursor.decode(cursor, shadow.id(), filter);
        List<Disagreement> found = read(shadow, range, filter, after, limit + 1);
        return Page.of(found, limit, last -> DisagreementCursor.after(last).encode(shadow.id(), filter));
    }

    private List<Disagreement> read(
            Shadow shadow, Range range, Disagreement.Filter filter, DisagreementCursor after, int limit) {
        List<Object> values = new ArrayList<>();
        values.add(shadow.rule().reject().value());
        values.add(shadow.id());
        values.add(range.from());
        values.add(range.below());
        values.add(filter.inForce());
        values.add(filter.inForce());
        values.add(filter.beside());
        values.add(filter.beside());
        UUID last = after == null ? null : after.inspection();
        values.add(last);
        if (filter.order() == Order.DIFFERENT) {
            values.add(after == null ? Double.valueOf(0) : Double.valueOf(after.difference()));
        }
        values.add(last);
        values.add(limit);
        String query = filter.order() == Order.DIFFERENT ? DIFFERENT : NEWEST;
        return sql.list(query, DisagreementStore::read, values.toArray());
    }

    private static Disagreement read(ResultSet row) throws SQLException {
        return new Disagreement(
                Sql.uuid(row, "inspection_id"),
                Decision.valueOf(row.getString("judged")),
                row.getDouble("judged_score"),
                row.getDouble("in_force_share"),
                Decision.valueOf(row.getString("decision")),
                row.getDouble("score"),
                row.getDouble("beside_share"));
    }
}
