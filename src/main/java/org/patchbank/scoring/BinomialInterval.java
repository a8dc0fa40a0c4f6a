package org.patchbank.scoring;

/**
 * A share that was found in a sample, with its 95 % interval after Wilson (1927): it stays within 0 and 1 and is not empty where
 * nothing, or everything, was found.
 *
 * @param found of {@code of}
 */
public record BinomialInterval(long found, long of) {
    /** Of the standard normal distribution, two-sided. */
    private static final double Z = 1.959963984540054;

    public BinomialInterval {
        if (found < 0 || found > of) {
            throw new IllegalArgumentException(found + " of " + of);
        }
    }

    /** NaN for an empty sample. */
    public double share() {
        return (double) found / of;
    }

    /** 0 for an empty sample. */
    public double low() {
        return found == 0 ? 0 : Math.max(0, centre() - halfWidth());
    }

    /** 1 for an empty sample. */
    public double high() {
        return found == of ? 1 : Math.min(1, centre() + halfWidth());
    }

    private double centre() {
        return (found + Z * Z / 2) / (of + Z * Z);
    }

    private double halfWidth() {
        return Z / (of + Z * Z) * Math.sqrt((double) found * (of - found) / of + Z * Z / 4);
    }
}
