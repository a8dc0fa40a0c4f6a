package org.patchbank.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.patchbank.image.ImageQuality;
import org.patchbank.image.align.Registration;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.map.Region;
import org.patchbank.serving.SearchMode;

/**
 * One image judged against one deployment, as it is kept.
 *
 * @param factory where the part was judged
 * @param revision of the deployment
 * @param node that judged, or null where nobody wrote it down
 * @param ownStore whether the image stays in the store of its factory
 * @param serial the part's serial number, or null
 * @param batch the batch that it was made in, or null
 * @param reviewExtrapolated whether the review threshold lay beyond all scores of the calibration images
 * @param rejectExtrapolated the same of the reject threshold
 * @param mapLimit the value of the map that regions lie above, or null where that is the review threshold
 * @param search where the bank was searched
 * @param mapExact whether every value of the map is exact; otherwise those are that make the score, and others may be too high
 * @param registration to the version's template, or null where the spec asks for no alignment
 * @param imageQuality what the image looks like, or null where nobody measured it
 * @param timingsMs milliseconds by stage; storing is known only to the answer of the inspection itself
 * @param takenAt when the line took the image, or null
 */
public record Inspection(
        UUID id,
        String factory,
        String product,
        String line,
        String serial,
        String batch,
        UUID deployment,
        int revision,
        String referenceSet,
        int version,
        Decision decision,
        double score,
        double reviewThreshold,
        double rejectThreshold,
        boolean reviewExtrapolated,
        boolean rejectExtrapolated,
        Double mapLimit,
        SearchMode search,
        boolean mapExact,
        List<Region> regions,
        Registration registration,
        String imageSha256,
        int imageWidth,
        int imageHeight,
        ImageQuality imageQuality,
        Map<String, Double> timingsMs,
        String node,
        boolean ownStore,
        Instant takenAt,
        Instant receivedAt) {

    Inspection withTimings(Map<String, Double> timings) {
        return new Inspection(
                id,
                factory,
                product,
                line,
                serial,
                batch,
                deployment,
                revision,
                referenceSet,
                version,
                decision,
                score,
                reviewThreshold,
                rejectThreshold,
                reviewExtrapolated,
                rejectExtrapolated,
                mapLimit,
                search,
                mapExact,
                regions,
                registration,
                imageSha256,
                imageWidth,
                imageHeight,
                imageQuality,
                timings,
                node,
                ownStore,
                takenAt,
                receivedAt);
    }
}
