package org.patchbank.inspection.shadow;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.patchbank.inspection.Page;
import org.patchbank.inspection.shadow.ComparisonStore.Range;
import org.patchbank.inspection.shadow.Disagreement.Order;
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

    private final DataSource database;

    DisagreementStore(DataSource database) {
        this.database = database;
    }

    Page<Disagreement> list(Shadow shadow, Range range, Disagreement.Filter filter, String cursor, int limit) {
        DisagreementCursor after = cursor == null ? null : DisagreementCursor.decode(cursor, shadow.id(), filter);
        List<Disagreement> found = read(shadow, range, filter, after, limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<Disagreement> items = found.subList(0, limit);
        return new Page<>(items, DisagreementCursor.after(items.get(limit - 1)).encode(shadow.id(), filter));
    }

    private List<Disagreement> read(
            Shadow shadow, Range range, Disagreement.Filter filter, DisagreementCursor after, int limit) {
        List<Object> values = new ArrayList<>();
        values.add(shadow.rule().reject().value());
        values.add(shadow.id());
        values.add(range.from());
        values.add(range.below());
        values.add(name(filter.inForce()));
        values.add(name(filter.inForce()));
        values.add(name(filter.beside()));
        values.add(name(filter.beside()));
        UUID last = after == null ? null : after.inspection();
        values.add(last);
        if (filter.order() == Order.DIFFERENT) {
            values.add(after == null ? Double.valueOf(0) : Double.valueOf(after.difference()));
        }
        values.add(last);
        values.add(limit);
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(filter.order() == Order.DIFFERENT ? DIFFERENT : NEWEST)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the disagreements of shadow " + shadow.id() + " cannot be read", e);
        }
    }

    private static List<Disagreement> read(ResultSet rows) throws SQLException {
        List<Disagreement> found = new ArrayList<>();
        while (rows.next()) {
            found.add(new Disagreement(
                    rows.getObject("inspection_id", UUID.class),
                    Decision.valueOf(rows.getString("judged")),
                    rows.getDouble("judged_score"),
                    rows.getDouble("in_force_share"),
                    Decision.valueOf(rows.getString("decision")),
                    rows.getDouble("score"),
                    rows.getDouble("beside_share")));
        }
        return found;
    }

    private static String name(Decision decision) {
        return decision == null ? null : decision.name();
    }
}
