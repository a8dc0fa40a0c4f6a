package org.patchbank.evaluation.demo;

import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patchbank.evaluation.InspectReport;
import org.patchbank.evaluation.Json;
import org.patchbank.evaluation.Table;
import org.patchbank.evaluation.Words;
import org.patchbank.evaluation.client.InspectionAnswer;

/** What a demo found: part by part, and how many were judged right. */
final class DemoReport {
    private final URI server;
    private final List<Found> found = new ArrayList<>();

    /** @param server what the links of the inspections are relative to */
    DemoReport(URI server) {
        this.server = server;
    }

    /** A part as drawn, and as judged. */
    record Found(String part, String drawnAs, InspectionAnswer inspection) {}

    /** How many parts of one sort there were, and what became of them. */
    record Count(long parts, long rejected, long review, long accepted) {}

    void add(DemoParts.Part part, InspectionAnswer inspection) {
        found.add(new Found(part.name(), part.drawnAs(), inspection));
    }

    int size() {
        return found.size();
    }

    Count defective() {
        return count(found.stream().filter(f -> !isGood(f)).toList());
    }

    Count good() {
        return count(found.stream().filter(DemoReport::isGood).toList());
    }

    void print(PrintWriter out, boolean asJson) {
        if (asJson) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("server", server);
            all.put("defective", defective());
            all.put("good", good());
            all.put("parts", found);
            Json.print(out, all);
            return;
        }
        Table table = new Table("part", "decision", "score", "where", "picture");
        for (Found one : found) {
            InspectionAnswer inspection = one.inspection();
            table.row(
                    one.part(),
                    Words.decision(inspection.decision()),
                    Words.score(inspection.score()),
                    InspectReport.regions(inspection.regions()),
                    picture(inspection));
        }
        out.println();
        table.print(out);
        out.println();
        printSummary(out);
        out.flush();
    }

    private void printSummary(PrintWriter out) {
        Count defective = defective();
        Count good = good();
        out.printf(
                "Caught      %d of %d defective parts: %d rejected, %d for review; %d escaped.%n",
                defective.rejected() + defective.review(),
                defective.parts(),
                defective.rejected(),
                defective.review(),
                defective.accepted());
        out.printf(
                "Good parts  %d of %d accepted; %d falsely rejected, %d for review.%n",
                good.accepted(), good.parts(), good.rejected(), good.review());
        if (!found.isEmpty()) {
            out.println(
                    "Links       each picture's address without /overlay is the inspection: score, regions, timings.");
        }
    }

    private String picture(InspectionAnswer inspection) {
        String link = inspection.links() == null ? null : inspection.links().get("overlay");
        return link == null ? "-" : server.resolve(link).toString();
    }

    private static boolean isGood(Found one) {
        return one.drawnAs().equals("good");
    }

    private static Count count(List<Found> parts) {
        return new Count(parts.size(), with(parts, "reject"), with(parts, "review"), with(parts, "accept"));
    }

    private static long with(List<Found> parts, String decision) {
        return parts.stream()
                .filter(f -> f.inspection().decision().equals(decision))
                .count();
    }
}
