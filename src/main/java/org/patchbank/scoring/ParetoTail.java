package org.patchbank.scoring;

import java.util.Optional;

/**
 * The generalised Pareto distribution of exceedances y over a high limit: P(Y > y) = (1 + shape y / scale)^(-1 / shape), and exp(-y /
 * scale) for shape 0. Exceedances of nearly any distribution tend to it as the limit rises (Pickands 1975; Balkema and de Haan 1974).
 *
 * @param shape above 0 a heavy tail, below 0 one that ends at -scale / shape
 * @param scale above 0
 */
record ParetoTail(double shape, double scale) {
    /** Sharper ends than this are told from one another by rounding only. */
    private static final double SHARPEST = -2;

    private static final double EXPONENTIAL = 1e-9;
    private static final double EQUAL = 1e-9;

    /**
     * Fits by probability-weighted moments (Hosking and Wallis 1987): with the mean b and a = mean of y (1 - F(y)), shape = 2 - b / (b -
     * 2a), scale = 2ab / (b - 2a). Closed, and for some tens of exceedances with a smaller error than maximum likelihood, which may have
     * no solution there. A fitted end below the largest exceedance is moved up to it (Dupuis and Tsao 1998).
     *
     * @param exceedances ascending, at least 2, none negative
     * @return empty where they are equal but for rounding
     */
    static Optional<ParetoTail> fit(double[] exceedances) {
        int count = exceedances.length;
        double largest = exceedances[count - 1];
        double mean = 0;
        double weighted = 0;
        for (int i = 0; i < count; i++) {
            mean += exceedances[i] / count;
            weighted += exceedances[i] * (count - 1 - i) / (count - 1) / count;
        }
        double spread = mean - 2 * weighted;
        if (spread <= EQUAL * mean) {
            return Optional.empty();
        }
        double shape = Math.max(SHARPEST, 2 - mean / spread);
        double scale = 2 * mean * weighted / spread;
        if (shape == SHARPEST) {
            scale = -shape * largest;
        } else if (shape < 0 && -scale / shape < largest) {
            shape = Math.max(SHARPEST, -scale / largest);
            scale = -shape * largest;
        }
        return scale > 0 ? Optional.of(new ParetoTail(shape, scale)) : Optional.empty();
    }

    /** The exceedance that a share of all exceedances, in (0, 1], lies above. */
    double exceededBy(double share) {
        return Math.abs(shape) < EXPONENTIAL
                ? -scale * Math.log(share)
                : scale * Math.expm1(-shape * Math.log(share)) / shape;
    }

    /** The share of exceedances above one. */
    double shareAbove(double exceedance) {
        if (Math.abs(shape) < EXPONENTIAL) {
            return Math.exp(-exceedance / scale);
        }
        double base = 1 + shape * exceedance / scale;
        return base <= 0 ? 0 : Math.pow(base, -1 / shape);
    }
}
