package org.patchbank.inspection.drift;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.patchbank.inspection.drift.Epochs.Epoch;
import org.patchbank.platform.database.Sql;
import org.patchbank.scoring.Decision;

/** Reads the numbers of inspections that drift is found in, along the index of a deployment's inspections. */
@ApplicationScoped
class DriftRows {
    private static final String SELECT = """
            select id, decision, score, review_threshold, brightness, contrast, sharpness from inspection
            where deployment_id = ? and revision >= ?""";

    private static final String MEASURED = " and brightness is not null";

    private final Sql sql;

    DriftRows(Sql sql) {
        this.sql = sql;
    }

    /** The numbers of one inspection. @param limit the review limit that it was judged by */
    record Row(
            UUID id,
            Decision decision,
            double score,
            double limit,
            OptionalDouble brightness,
            OptionalDouble contrast,
            OptionalDouble sharpness) {

        /** Empty where it has none: nobody measured it, or it is a score of a part that was not accepted. */
        OptionalDouble value(DriftMeasure measure) {
            return switch (measure) {
                case SCORE -> decision == Decision.ACCEPT ? OptionalDouble.of(score) : OptionalDouble.empty();
                case BRIGHTNESS -> brightness;
                case CONTRAST -> contrast;
                case SHARPNESS -> sharpness;
                case REVIEW_SHARE -> OptionalDouble.of(decision == Decision.REVIEW ? 1 : 0);
            };
        }
    }

    /** How many have come after an inspection, counted no further than {@code most}. */
    int countAfter(UUID deployment, UUID after, int most) {
        return sql.first(
                        "select count(*) as found from (select from inspection where deployment_id = ? and id > ?"
                                + " order by id limit ?) fresh",
                        row -> row.getInt("found"),
                        deployment,
                        after,
                        most)
                .orElseThrow();
    }

    /** The last ones of an epoch after an inspection, oldest first. @param after null for all */
    List<Row> newest(UUID deployment, Epoch epoch, UUID after, int most) {
        List<Row> found = sql.list(
                SELECT + " and id >= ? and id > ? order by id desc limit ?",
                DriftRows::read,
                deployment,
                epoch.revision(),
                epoch.from(),
                after == null ? new UUID(0, 0) : after,
                most);
        Collections.reverse(found);
        return found;
    }

    /** The first ones of an epoch, oldest first. @param measured only those whose images were measured */
    List<Row> first(UUID deployment, Epoch epoch, boolean measured, int most) {
        return sql.list(
                SELECT + " and id >= ?" + (measured ? MEASURED : "") + " order by id limit ?",
                DriftRows::read,
                deployment,
                epoch.revision(),
                epoch.from(),
                most);
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                Sql.uuid(row, "id"),
                Decision.valueOf(row.getString("decision")),
                row.getDouble("score"),
                row.getDouble("review_threshold"),
                number(row, "brightness"),
                number(row, "contrast"),
                number(row, "sharpness"));
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
