package org.patchbank.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.patchbank.evaluation.client.InspectionAnswer;
import org.patchbank.evaluation.client.InspectionAnswer.Region;
import org.patchbank.evaluation.client.Refused;

/**
 * What became of the images of one {@code inspect}.
 *
 * @param calibration of the deployment that judged, or null where there is none to ask
 */
public record InspectReport(
        List<Judged> judged,
        List<Refused> failed,
        @JsonInclude(JsonInclude.Include.NON_NULL) JsonNode calibration) {
    record Judged(String file, InspectionAnswer inspection) {}

    int size() {
        return judged.size() + failed.size();
    }

    void print(PrintWriter out, boolean asJson) {
        if (asJson) {
            Json.print(out, this);
            return;
        }
        Table table = new Table("file", "decision", "score", "limit", "regions");
        for (Judged one : judged) {
            InspectionAnswer inspection = one.inspection();
            table.row(
                    one.file(),
                    Words.decision(inspection.decision()),
                    Words.score(inspection.score()),
                    Words.score(inspection.threshold().reject()),
                    regions(inspection.regions()));
        }
        if (!judged.isEmpty()) {
            table.print(out);
        }
        for (Refused file : failed) {
            out.println("failed " + file.name() + " [" + file.code() + "]: " + file.detail() + " " + file.remedy());
        }
        Thresholds.printCalibration(out, calibration);
        out.flush();
    }

    /** How many, and where the most anomalous one is. */
    public static String regions(List<Region> regions) {
        if (regions == null || regions.isEmpty()) {
            return "-";
        }
        Region worst =
                regions.stream().max(Comparator.comparingDouble(Region::peak)).orElseThrow();
        String where =
                String.format(Locale.ROOT, "%d x %d at %d,%d", worst.width(), worst.height(), worst.x(), worst.y());
        return regions.size() == 1 ? where : where + " and " + (regions.size() - 1) + " more";
    }
}
