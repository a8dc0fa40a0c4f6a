package org.patchbank.defect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.Quality;
import org.patchbank.inspection.RegionsKept;
import org.patchbank.inspection.Severity;
import org.patchbank.inspection.verdict.Finding;
import org.patchbank.pipeline.engine.RegionEmbedding;
import org.patchbank.platform.database.Sql;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.map.Region;

/** Rows of {@code defect} to and from what the program knows. */
final class DefectRows {
    static final String COLUMNS = "id, inspection_id, region, factory, product, line, serial, reference_set, version,"
            + " version_id, decision, space, dimension, x, y, width, height, area, peak, nearest_row, image_width,"
            + " image_height, taken_at, received_at, quality, defect_type, severity, note, repair, judged_by, judged_at";

    static final String INSERT = """
            insert into defect (inspection_id, region, factory, product, line, serial, reference_set, version, version_id,
                decision, space, dimension, x, y, width, height, area, peak, nearest_row, image_width, image_height,
                taken_at, received_at, vector)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (inspection_id, region) do nothing""";

    private DefectRows() {}

    /** What {@link #INSERT} takes for each region of an inspection; a repeated insert changes nothing. */
    static Stream<Object[]> values(RegionsKept kept) {
        return IntStream.range(0, kept.embeddings().size()).mapToObj(number -> values(kept, number));
    }

    private static Object[] values(RegionsKept kept, int number) {
        Inspection inspection = kept.inspection();
        Region region = inspection.regions().get(number);
        RegionEmbedding embedding = kept.embeddings().get(number);
        return new Object[] {
            inspection.id(),
            number,
            inspection.factory(),
            inspection.product(),
            inspection.line(),
            inspection.serial(),
            inspection.referenceSet(),
            inspection.version(),
            kept.versionId(),
            inspection.decision(),
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
            inspection.takenAt(),
            inspection.receivedAt(),
            bytes(embedding.vector())
        };
    }

    /** @param row of {@link #COLUMNS} */
    static Defect read(ResultSet row) throws SQLException {
        return new Defect(
                row.getLong("id"),
                Sql.uuid(row, "inspection_id"),
                row.getInt("region"),
                row.getString("factory"),
                row.getString("product"),
                row.getString("line"),
                row.getString("serial"),
                row.getString("reference_set"),
                row.getInt("version"),
                Sql.uuid(row, "version_id"),
                Decision.valueOf(row.getString("decision")),
                new DefectSpace(row.getString("space"), row.getInt("dimension")),
                new Defect.Window(row.getInt("x"), row.getInt("y"), row.getInt("width"), row.getInt("height")),
                row.getInt("area"),
                row.getFloat("peak"),
                row.getInt("nearest_row"),
                row.getInt("image_width"),
                row.getInt("image_height"),
                Sql.instant(row, "taken_at"),
                Sql.instant(row, "received_at"),
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
        return Optional.of(new Judgement(finding, row.getString("judged_by"), Sql.instant(row, "judged_at")));
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
}
