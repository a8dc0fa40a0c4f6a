package org.patchbank.detector.hybrid;

/** How two tail probabilities become one; all as {@code -ln p}. */
public enum TailCombination {
    /**
     * Fisher's method (1925): {@code -2 (ln p + ln q)} has a chi-squared distribution with 4 degrees of freedom where the two are
     * independent, whose tail is {@code p q (1 - ln p - ln q)}. What both find a little rare is rarer together.
     */
    FISHER {
        @Override
        float of(float first, float second) {
            float sum = first + second;
            return sum - (float) Math.log1p(sum);
        }
    },
    /**
     * The rarer of the two (Tippett 1931): {@code 1 - (1 - min(p, q))^2}. What one alone finds rare is nearly as rare together.
     */
    MAXIMUM {
        @Override
        float of(float first, float second) {
            double least = Math.exp(-Math.max(first, second));
            return (float) (Math.max(first, second) - Math.log(2 - least));
        }
    };

    /** @return {@code -ln} of the combined tail probability */
    abstract float of(float first, float second);
}
