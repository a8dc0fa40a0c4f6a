package org.patchbank.detector;

/** How two embeddings are compared. */
public enum Metric {
    /** {@code |a - b|}, its root taken. */
    EUCLIDEAN
}
