package org.patchbank.scoring.drift;

/**
 * The two-sample test of Kolmogorov and Smirnov, two-sided: the largest distance D between two empirical distribution functions, and how
 * probable a distance of at least that is where both samples come from one continuous distribution. With ties the probability is an
 * upper bound.
 *
 * @param statistic D, 0 to 1
 * @param pValue exact as long as both sizes multiplied are at most {@value #EXACT}, else by the asymptotic distribution
 */
record KolmogorovSmirnov(double statistic, double pValue) {
    static final long EXACT = 4_000_000;

    private static final double NEGLIGIBLE = 1e-20;

    /** @param first ascending; @param second ascending */
    static KolmogorovSmirnov of(double[] first, double[] second) {
        long distance = distance(first, second);
        double statistic = (double) distance / ((long) first.length * second.length);
        boolean exact = (long) first.length * second.length <= EXACT;
        return new KolmogorovSmirnov(
                statistic,
                exact
                        ? exact(first.length, second.length, distance)
                        : asymptotic(first.length, second.length, statistic));
    }

    /** D times both sizes, which is whole. */
    private static long distance(double[] first, double[] second) {
        long largest = 0;
        int i = 0;
        int j = 0;
        while (i < first.length && j < second.length) {
            double value = Math.min(first[i], second[j]);
            while (i < first.length && first[i] == value) {
                i++;
            }
            while (j < second.length && second[j] == value) {
                j++;
            }
            largest = Math.max(largest, Math.abs((long) i * second.length - (long) j * first.length));
        }
        return largest;
    }

    /**
     * Of all ways to merge the samples, the share of those that come as far apart. u(i, j), the share of the ways to (i, j) that stay
     * closer, is i / (i + j) u(i - 1, j) + j / (i + j) u(i, j - 1), and 0 where (i, j) itself is not closer (Kim and Jennrich 1973).
     */
    private static double exact(int m, int n, long distance) {
        double[] inside = new double[n + 1];
        for (int i = 0; i <= m; i++) {
            for (int j = 0; j <= n; j++) {
                boolean apart = Math.abs((long) i * n - (long) j * m) >= distance;
                if (i == 0 && j == 0) {
                    inside[0] = apart ? 0 : 1;
                } else {
                    double below = i > 0 ? inside[j] : 0;
                    double left = j > 0 ? inside[j - 1] : 0;
                    inside[j] = apart ? 0 : (i * below + j * left) / (i + j);
                }
            }
        }
        return Math.min(1, Math.max(0, 1 - inside[n]));
    }

    /** Kolmogorov's distribution with Stephens' correction (JRSS B 32, 1970) for the size. */
    private static double asymptotic(int m, int n, double statistic) {
        double root = Math.sqrt((double) m * n / (m + n));
        double x = (root + 0.12 + 0.11 / root) * statistic;
        double sum = 0;
        for (int k = 1; k <= 1000; k++) {
            double term = Math.exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
            if (term < NEGLIGIBLE) {
                return Math.min(1, Math.max(0, 2 * sum));
            }
        }
        return 1;
    }
}
