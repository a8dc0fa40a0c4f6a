package org.patchbank.inspection;

import java.util.List;
import java.util.UUID;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Serving.Ready;
import org.patchbank.pipeline.engine.Examination;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.pipeline.engine.RegionEmbedding;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.map.Region;

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
    static Preview at(byte[] image, Ready serving) {
        Deployment deployment = serving.deployment();
        Inspector inspector = serving.bank().use().inspector();
        Examination found = inspector.preview(image, deployment.rule());
        return new Preview(
                deployment.versionId(),
                deployment.referenceSet(),
                deployment.version(),
                found.score(),
                found.decision(),
                inspector.regionSpace(),
                found.regions(),
                found.embeddings());
    }
}
