package org.patchbank.reference.spec;

import java.util.OptionalInt;
import org.patchbank.detector.MemoryBankModel;
import org.patchbank.detector.Metric;

/** How normality is modelled. */
public sealed interface ModelSpec {
    /**
     * Nearest neighbours in a coreset of the embeddings (PatchCore, Roth et al. 2022).
     *
     * @param coresetRatio share of the embeddings that is kept, in (0, 1]
     * @param coresetSize how many are kept instead, where present
     * @param neighbours how many nearest neighbours are averaged into a patch's score
     */
    record MemoryBankSpec(double coresetRatio, OptionalInt coresetSize, int neighbours, Metric metric)
            implements ModelSpec {
        public MemoryBankModel.Size size() {
            return new MemoryBankModel.Size(coresetRatio, coresetSize);
        }
    }
}
