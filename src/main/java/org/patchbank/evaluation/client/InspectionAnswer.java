package org.patchbank.evaluation.client;

import java.util.List;
import java.util.Map;

/** An inspection, as the API tells of it. */
public record InspectionAnswer(
        String id,
        String product,
        String line,
        String serial,
        String deployment,
        Integer revision,
        String referenceSet,
        Integer version,
        String decision,
        double score,
        Limits threshold,
        List<Region> regions,
        Map<String, Double> timingsMs,
        String node,
        String receivedAt,
        Map<String, String> links) {

    /** Scores above {@code reject} are rejected, those above {@code review} are for a person to look at. */
    public record Limits(Double review, Double reject) {}

    /** A box in image pixels, its area, and the highest score in it. */
    public record Region(int x, int y, int width, int height, double area, double peak) {}

    public boolean accepted() {
        return decision.equals("accept");
    }
}
