package org.patchbank.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.patchbank.image.align.Registration;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.Region;

/**
 * One image judged against one deployment, as it is kept.
 *
 * @param serial the part's serial or batch number, or null
 * @param mapLimit the value of the map that regions lie above, or null where that is the review threshold
 * @param registration to the version's template, or null where the spec asks for no alignment
 * @param timingsMs milliseconds by stage; storing is known only to the answer of the inspection itself
 * @param takenAt when the line took the image, or null
 */
public record Inspection(
        UUID id,
        String product,
        String line,
        String serial,
        UUID deployment,
        String referenceSet,
        int version,
        Decision decision,
        double score,
        double reviewThreshold,
        double rejectThreshold,
        Double mapLimit,
        List<Region> regions,
        Registration registration,
        String imageSha256,
        int imageWidth,
        int imageHeight,
        Map<String, Double> timingsMs,
        Instant takenAt,
        Instant receivedAt) {

    Inspection withTimings(Map<String, Double> timings) {
        return new Inspection(
                id,
                product,
                line,
                serial,
                deployment,
                referenceSet,
                version,
                decision,
                score,
                reviewThreshold,
                rejectThreshold,
                mapLimit,
                regions,
                registration,
                imageSha256,
                imageWidth,
                imageHeight,
                timings,
                takenAt,
                receivedAt);
    }
}
