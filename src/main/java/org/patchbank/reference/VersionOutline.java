package org.patchbank.reference;

import java.util.Optional;
import java.util.UUID;
import org.patchbank.pipeline.spec.DetectorSpec;

/**
 * What is known of a ready version without loading it.
 *
 * @param bytes of all that it learned
 * @param bank its bank, where one bank is all that it searches
 */
public record VersionOutline(UUID id, DetectorSpec spec, String embeddingSpace, long bytes, Optional<BankShape> bank) {
    /** How large a bank of 32-bit vectors is. */
    public record BankShape(int rows, int dimension) {
        public long bytes() {
            return (long) rows * dimension * Float.BYTES;
        }
    }
}
