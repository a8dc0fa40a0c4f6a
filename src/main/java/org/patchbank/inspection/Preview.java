package org.patchbank.inspection;

import java.util.List;
import java.util.UUID;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Serving.Ready;
import org.patchbank.pipeline.engine.Examination;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.pipeline.engine.RegionEmbedding;
import org.patchbank.platform.StageTimes;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Region;
import org.patchbank.scoring.Threshold;

/**
 * What was seen in an image that is not kept.
 *
 * @param space names what the embeddings are points of
 * @param regions the highest peak first
 * @param embeddings one a region
 */
public record Preview(
        UUID versionId,
        String referenceSet,
        int version,
        double score,
        Decision decision,
        String space,
        List<Region> regions,
        List<RegionEmbedding> embeddings) {
    /** The regions of an accepted image are what lies above this share of its own score. */
    private static final double SHARE = 0.9;

    static Preview at(byte[] image, Ready serving) {
        Deployment deployment = serving.deployment();
        Inspector inspector = serving.bank().use().inspector();
        Examination found = inspector.examine(image, deployment.rule(), new StageTimes());
        Examination shown = found.regions().isEmpty()
                ? inspector.examine(image, above(serving, SHARE * found.score()), new StageTimes())
                : found;
        return new Preview(
                deployment.versionId(),
                deployment.referenceSet(),
                deployment.version(),
                found.score(),
                found.decision(),
                inspector.regionSpace(),
                shown.regions(),
                shown.embeddings());
    }

    private static DecisionRule above(Ready serving, double value) {
        Threshold limit = serving.bank().calibration().manual(value);
        return new DecisionRule(limit, limit);
    }
}
