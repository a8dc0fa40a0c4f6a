package org.patchbank.defect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.Quality;
import org.patchbank.inspection.RegionsKept;
import org.patchbank.inspection.Severity;
import org.patchbank.inspection.verdict.Finding;
import org.patchbank.pipeline.engine.RegionEmbedding;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.map.Region;

/** Rows of {@code defect} to and from what the program knows. */
final class DefectRows {
    static final String COLUMNS = "id, inspection_id, region, factory, product, line, serial, reference_set, version,"
            + " version_id, decision, space, dimension, x, y, width, height, area, peak, nearest_row, image_width,"
            + " image_height, taken_at, received_at, quality, defect_type, severity, note, repair, judged_by, judged_at";

    private static final String INSERT = """
            insert into defect (inspection_id, region, factory, product, line, serial, reference_set, version, version_id,
                decision, space, dimension, x, y, width, height, area, peak, nearest_row, image_width, image_height,
                taken_at, received_at, vector)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (inspection_id, region) do nothing""";

    private DefectRows() {}

    /** Writes the regions of an inspection in one round trip; a repeated call changes nothing. */
    static void insert(Connection connection, RegionsKept kept) throws SQLException {
        Inspection inspection = kept.inspection();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (int number = 0; number < kept.embeddings().size(); number++) {
                Region region = inspection.regions().get(number);
                RegionEmbedding embedding = kept.embeddings().get(number);
                int column = 0;
                for (Object value : new Object[] {
                    inspection.id(),
                    number,
                    inspection.factory(),
                    inspection.product(),
                    inspection.line(),
                    inspection.serial(),
                    inspection.referenceSet(),
                    inspection.version(),
                    kept.versionId(),
                    inspection.decision().name(),
                    kept.space(),
                    embedding.vector().length,
                    region.x(),
                    region.y(),
                    region.width(),
                    region.height(),
                    region.area(),
                    region.peak(),
                    embedding.nearest(),
                    inspection.imageWidth(),
                    inspection.imageHeight(),
                    timestamp(inspection.takenAt()),
                    timestamp(inspection.receivedAt()),
                    bytes(embedding.vector())
                }) {
                    statement.setObject(++column, value);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** @param row of {@link #COLUMNS} */
    static Defect read(ResultSet row) throws SQLException {
        return new Defect(
                row.getLong("id"),
                row.getObject("inspection_id", UUID.class),
                row.getInt("region"),
                row.getString("factory"),
                row.getString("product"),
                row.getString("line"),
                row.getString("serial"),
                row.getString("reference_set"),
                row.getInt("version"),
                row.getObject("version_id", UUID.class),
                Decision.valueOf(row.getString("decision")),
                new DefectSpace(row.getString("space"), row.getInt("dimension")),
                new Defect.Window(row.getInt("x"), row.getInt("y"), row.getInt("width"), row.getInt("height")),
                row.getInt("area"),
                row.getFloat("peak"),
                row.getInt("nearest_row"),
                row.getInt("image_width"),
                row.getInt("image_height"),
                instant(row, "taken_at"),
                instant(row, "received_at"),
                judgement(row));
    }

    private static Optional<Judgement> judgement(ResultSet row) throws SQLException {
        String quality = row.getString("quality");
        if (quality == null) {
            return Optional.empty();
        }
        String severity = row.getString("severity");
        Finding finding = new Finding(
                Quality.valueOf(quality),
                row.getString("defect_type"),
                severity == null ? null : Severity.valueOf(severity),
                row.getString("note"),
                row.getString("repair"));
        return Optional.of(new Judgement(finding, row.getString("judged_by"), instant(row, "judged_at")));
    }

    static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    static float[] vector(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
