package org.patchbank.detector.bank;

/** Which embeddings a bank is made of. */
public enum BankSelection {
    /** The greedy k-center coreset ({@link org.patchbank.detector.coreset.Coreset}). */
    GREEDY,
    /** Means of clusters ({@link KMeans}). */
    K_MEANS,
    /** Some drawn at random, all equally likely ({@link RandomSubset}). */
    RANDOM,
    /** All. */
    EVERYTHING
}
