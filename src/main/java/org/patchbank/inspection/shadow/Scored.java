package org.patchbank.inspection.shadow;

import java.util.function.Supplier;
import org.patchbank.pipeline.engine.ShadowScore;
import org.patchbank.platform.PatchbankException;

/**
 * What a version said of an image.
 *
 * @param refusal why it can say nothing, now and later; null where it gave a score
 * @param shared whether it used embeddings that were made already
 * @param millis how long it took
 */
record Scored(double score, String refusal, boolean shared, double millis) {
    /** @throws PatchbankException if it may be scored another time */
    static Scored by(Supplier<ShadowScore> scoring) {
        long start = System.nanoTime();
        try {
            ShadowScore found = scoring.get();
            return new Scored(found.score(), null, found.shared(), (System.nanoTime() - start) / 1e6);
        } catch (PatchbankException e) {
            if (e.code().kind().retryable()) {
                throw e;
            }
            return new Scored(0, e.code().code(), false, (System.nanoTime() - start) / 1e6);
        }
    }
}
