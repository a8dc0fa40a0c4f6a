package org.patchbank.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.patchbank.pipeline.engine.Examination;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.pipeline.engine.RegionEmbedding;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.StageTimes;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;
import org.patchbank.serving.BankCache;
import org.patchbank.serving.LoadedBank;

/** Makes the embeddings of an inspection's regions once more, as they were made when it was kept. */
@ApplicationScoped
public class RegionReembedder {
    private final InspectionStore store;
    private final InspectionPictures pictures;
    private final BankCache banks;

    RegionReembedder(InspectionStore store, InspectionPictures pictures, BankCache banks) {
        this.store = store;
        this.pictures = pictures;
        this.banks = banks;
    }

    /**
     * @param space names what the embeddings are points of
     * @param embeddings one a region of the inspection, in their order
     */
    public record Embedded(String space, List<RegionEmbedding> embeddings) {}

    /**
     * Examines the kept image anew; takes as long as an inspection does.
     *
     * @param versionId of the version that judged
     * @throws PatchbankException if the image is not kept or not here, or the version cannot be loaded
     */
    public Embedded embed(UUID id, UUID versionId) {
        Inspection inspection = store.inspection(id).orElseThrow(() -> Inspections.notFound(id));
        byte[] image = pictures.original(id);
        LoadedBank bank = banks.load(versionId);
        Inspector inspector = bank.use().inspector();
        Threshold review = bank.calibration().manual(inspection.reviewThreshold());
        Examination seen = inspector.examine(image, new DecisionRule(review, review), new StageTimes());
        return new Embedded(inspector.regionSpace(), seen.embedding().apply(inspection.regions()));
    }
}
