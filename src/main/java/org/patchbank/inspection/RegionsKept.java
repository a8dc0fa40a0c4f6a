package org.patchbank.inspection;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.pipeline.engine.RegionEmbedding;

/**
 * Told inside the transaction that keeps an inspection which was not accepted: what an observer writes then is kept together with the
 * inspection, or neither is.
 *
 * @param versionId of the reference version that judged it
 * @param space names what the embeddings are points of; only those of one space compare
 * @param embeddings one a region of the inspection, in their order
 */
public record RegionsKept(Inspection inspection, UUID versionId, String space, List<RegionEmbedding> embeddings) {
    public RegionsKept {
        embeddings = List.copyOf(embeddings);
    }

    /** Empty where there are no regions. */
    static Optional<RegionsKept> of(
            Inspection inspection, UUID versionId, Inspector inspector, List<RegionEmbedding> embeddings) {
        return embeddings.isEmpty()
                ? Optional.empty()
                : Optional.of(new RegionsKept(inspection, versionId, inspector.regionSpace(), embeddings));
    }
}
