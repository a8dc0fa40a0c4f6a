package org.patchbank.detector;

import org.patchbank.embedding.Embeddings;
import org.patchbank.platform.Parallel;

/** Scores a patch by its distance to the nearest rows of a bank. */
public final class MemoryBankDetector implements Detector {
    private final MemoryBank bank;
    private final Parallel parallel;

    public MemoryBankDetector(MemoryBank bank, int neighbours, Metric metric, Parallel parallel) {
        this.bank = bank;
        this.parallel = parallel;
    }

    @Override
    public int dimension() {
        return bank.dimension();
    }

    @Override
    public PatchScores score(Embeddings embeddings) {
        throw new UnsupportedOperationException("" + parallel);
    }
}
