package org.patchbank.defect;

import java.nio.charset.StandardCharsets;
import org.patchbank.platform.Sha256;
import org.patchbank.vectorindex.VectorCollection;

/**
 * What embeddings are points of; only those of one space compare.
 *
 * @param name backbone with layers and input, and how regions become vectors
 */
public record DefectSpace(String name, int dimension) {
    /** All defects of a space are searched together. */
    static final String PARTITION = "defects";

    private static final String PREFIX = "defect_";
    private static final int DIGITS = 16;

    /** Whether a collection holds defects, and nothing of other features. */
    static boolean holdsDefects(VectorCollection collection) {
        return collection.name().startsWith(PREFIX);
    }

    VectorCollection collection() {
        String hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
        return new VectorCollection(PREFIX + "%d_%s".formatted(dimension, hash.substring(0, DIGITS)), dimension);
    }
}
