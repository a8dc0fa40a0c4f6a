package org.patchbank.evaluation.seed;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.evaluation.demo.PartRenderer;
import org.patchbank.evaluation.seed.SyntheticHistory.Part;
import org.patchbank.evaluation.seed.SyntheticHistory.Said;
import org.patchbank.image.codec.PngEncoder;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.FolderImageStore;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Copies a synthetic history into the database, some ten thousand inspections a transaction. */
final class HistoryCopy {
    private static final int AT_ONCE = 50_000;
    private static final int SIDE = 256;
    private static final UUID NO_VERSION = new UUID(0, 0);

    /** A map of 7 by 7 patches: the length of real ones is of no matter to lists, which leave them where they are. */
    private static final String MAP = "\\\\x" + "00000000".repeat(49);

    private static final String INSPECTIONS = """
            copy inspection (id, product, line, serial, batch, deployment_id, revision, reference_set, version, decision, score,
                review_threshold, reject_threshold, regions, timings, patch_scores, grid_rows, grid_columns, input_size,
                image_sha256, image_width, image_height, taken_at, received_at) from stdin""";
    private static final String VERDICTS = """
            copy verdict (inspection_id, number, product, quality, defect_type, severity, given_by, given_at) from stdin""";
    private static final String CURRENT = """
            copy current_verdict (inspection_id, number, factory, product, line, deployment_id, decision, score, quality,
                defect_type, severity, given_by, given_at) from stdin""";

    private static final String DEFECTS = """
            copy defect (inspection_id, region, factory, product, line, serial, reference_set, version, version_id, decision, space,
                dimension, x, y, width, height, area, peak, nearest_row, image_width, image_height, taken_at, received_at,
                quality, defect_type, severity, judged_by, judged_at, vector) from stdin""";

    private final DatabaseAddress address;
    private final Path dataDir;
    private final SyntheticDefects defects;
    private final Map<String, UUID> deployments = new HashMap<>();
    private final List<String> good = new ArrayList<>();
    private final List<String> defective = new ArrayList<>();

    HistoryCopy(DatabaseAddress address, Path dataDir, SyntheticDefects defects) {
        this.defects = defects;
        this.address = address;
        this.dataDir = dataDir;
    }

    void write(SyntheticHistory history, IntConsumer progress) throws SQLException, IOException {
        draw();
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = connection.createStatement()) {
            prepare(statement, history.first());
            connection.setAutoCommit(false);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int done = 0; done < history.count(); done += AT_ONCE) {
                int end = Math.min(history.count(), done + AT_ONCE);
                copy(history, done, end, copy);
                statement.execute("delete from review_item using current_verdict"
                        + " where review_item.inspection_id = current_verdict.inspection_id");
                connection.commit();
                progress.accept(end);
            }
            statement.execute("delete from inspection_rollup_state"); // everything is counted anew
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("vacuum (analyze) inspection, verdict, current_verdict, review_item, defect");
        }
    }

    private void draw() {
        PartRenderer renderer = new PartRenderer(SIDE);
        FolderImageStore images = new FolderImageStore(dataDir.toAbsolutePath());
        for (int i = 0; i < 8; i++) {
            good.add(images.put(
                    BlobKind.IMAGE, PngEncoder.encode(renderer.goodPart(i, 1).image())));
            DefectKind kind = DefectKind.values()[i % DefectKind.values().length];
            defective.add(images.put(
                    BlobKind.IMAGE,
                    PngEncoder.encode(renderer.defectivePart(kind, i, 1).image())));
        }
    }

    /** Deployments that are removed already: nothing is ever judged with them. */
    private void prepare(Statement statement, Instant first) throws SQLException {
        statement.execute("select make_inspection_months('%s', now())".formatted(first));
        for (String product : SyntheticHistory.PRODUCTS) {
            for (String type : SyntheticHistory.TYPES) {
                statement.execute("""
                        insert into defect_type (product, code, name, created_at) values ('%s', '%s', '%s (synthetic)', now())
                        on conflict do nothing""".formatted(product, type, type));
            }
            for (String line : SyntheticHistory.LINES) {
                UUID id = UUID.randomUUID();
                deployments.put(product + line, id);
                statement.execute(
                        """
                        insert into deployment (id, product, line, revision, created_at, removed_at)
                        values ('%s', '%s', '%s', 1, now(), now());
                        insert into deployment_threshold (deployment_id, revision, reference_set, version,
                            review_value, review_method, review_wanted, review_promised, review_low, review_high,
                            reject_value, reject_method, reject_wanted, reject_promised, reject_low, reject_high,
                            calibration_images, reason, made_at)
                        values ('%s', 1, 'synthetic', 1, %s, 'MANUAL', 0.05, 0.05, 0, 1, %s, 'MANUAL', 0.01, 0.01, 0, 1,
                            100, 'synthetic', now())""".formatted(id, product, line, id, SyntheticHistory.REVIEW, SyntheticHistory.REJECT));
            }
        }
    }

    private void copy(SyntheticHistory history, int from, int end, CopyManager copy) throws SQLException, IOException {
        StringBuilder inspections = new StringBuilder();
        StringBuilder verdicts = new StringBuilder();
        StringBuilder current = new StringBuilder();
        StringBuilder regions = new StringBuilder();
        for (int number = from; number < end; number++) {
            Part part = history.part(number);
            UUID deployment = deployments.get(part.product() + part.line());
            List<SyntheticDefects.Defect> found = defects.of(part);
            inspection(part, deployment, found, inspections);
            for (int region = 0; region < found.size(); region++) {
                defect(part, region, found.get(region), regions);
            }
            if (part.said() != null) {
                verdict(part, deployment, verdicts, current);
            }
        }
        copy.copyIn(INSPECTIONS, reader(inspections));
        copy.copyIn(VERDICTS, reader(verdicts));
        copy.copyIn(CURRENT, reader(current));
        copy.copyIn(DEFECTS, reader(regions));
    }

    private static Reader reader(StringBuilder rows) {
        return new StringReader(rows.toString());
    }

    private void inspection(Part part, UUID deployment, List<SyntheticDefects.Defect> found, StringBuilder out) {
        List<String> images = part.accepted() ? good : defective;
        String regions = found.stream().map(SyntheticDefects.Defect::json).collect(Collectors.joining(",", "[", "]"));
        row(
                out,
                part.id(),
                part.product(),
                part.line(),
                "S-" + part.number(),
                "B-" + part.number() / 500,
                deployment,
                1,
                "synthetic",
                1,
                part.decision(),
                part.score(),
                SyntheticHistory.REVIEW,
                SyntheticHistory.REJECT,
                regions,
                "{}",
                MAP,
                7,
                7,
                224,
                images.get(part.number() % images.size()),
                SIDE,
                SIDE,
                part.receivedAt().minusMillis(200),
                part.receivedAt());
    }

    /** It waits for the vector index: a server brings it there. */
    private static void defect(Part part, int region, SyntheticDefects.Defect defect, StringBuilder out) {
        Said said = part.said();
        row(
                out,
                part.id(),
                region,
                "default",
                part.product(),
                part.line(),
                "S-" + part.number(),
                "synthetic",
                1,
                NO_VERSION,
                part.decision(),
                SyntheticDefects.SPACE,
                SyntheticDefects.DIMENSION,
                defect.x(),
                defect.y(),
                defect.side(),
                defect.side(),
                defect.area(),
                defect.peak(),
                -1,
                SIDE,
                SIDE,
                part.receivedAt().minusMillis(200),
                part.receivedAt(),
                said == null ? null : said.good() ? "GOOD" : "DEFECTIVE",
                said == null ? null : said.type(),
                said == null ? null : said.severity(),
                said == null ? null : said.by(),
                said == null ? null : said.at(),
                defect.bytes());
    }

    private static void verdict(Part part, UUID deployment, StringBuilder trail, StringBuilder current) {
        Said said = part.said();
        String quality = said.good() ? "GOOD" : "DEFECTIVE";
        row(trail, part.id(), 1, part.product(), quality, said.type(), said.severity(), said.by(), said.at());
        row(
                current,
                part.id(),
                1,
                "default",
                part.product(),
                part.line(),
                deployment,
                part.decision(),
                part.score(),
                quality,
                said.type(),
                said.severity(),
                said.by(),
                said.at());
    }

    /** One line of COPY's text form; the values hold no tabs, and no backslashes but those of bytes. */
    private static void row(StringBuilder out, Object... values) {
        for (int i = 0; i < values.length; i++) {
            out.append(i == 0 ? "" : "\t").append(values[i] == null ? "\\N" : values[i].toString());
        }
        out.append('\n');
    }
}
