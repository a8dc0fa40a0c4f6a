package org.patchbank.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.Threshold;
import org.patchbank.scoring.ThresholdMethod;

/** The calibration of a version as pages draw it: its scores, and the limits that follow for wanted rates. */
final class CalibrationView {
    static final double REJECT = 0.01;
    static final double REVIEW = 0.05;

    private static final int STEPS = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final double[] scores;
    private final Calibration calibration;

    /** @param scores one at least */
    CalibrationView(double[] scores) {
        this.scores = scores.clone();
        this.calibration = new Calibration(scores);
    }

    /**
     * A limit and what it promises.
     *
     * @param promise the limit with its rate and interval
     * @param needed how many good images the wanted rate takes; 0 where there are enough
     */
    record Limit(Threshold promise, int needed) {
        static Limit of(Threshold threshold) {
            boolean enough = threshold.method() == ThresholdMethod.CONFORMAL;
            return new Limit(threshold, enough ? 0 : Calibration.imagesNeeded(threshold.falseRejectWanted()));
        }
    }

    public int images() {
        return scores.length;
    }

    /** @param rate a share in (0, 1); others become the nearest that makes sense */
    Limit limit(double rate) {
        return Limit.of(calibration.threshold(within(rate)));
    }

    static double within(double rate) {
        return Double.isNaN(rate) ? REJECT : Math.max(1e-6, Math.min(0.9, rate));
    }

    /** For the chart, as JSON. */
    public String histogram() {
        return json(ScoreHistogramView.of(scores, limit(REJECT).promise().value(), STEPS));
    }

    /** The scores as multiples of a scale, so that the shapes of two versions can be laid over each other. */
    DoubleStream relative() {
        double scale = scale();
        return Arrays.stream(scores).map(score -> score / scale);
    }

    /** The median; where that is 0 the mean; 1 where all are 0. */
    double scale() {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        if (median > 0) {
            return median;
        }
        double mean = Arrays.stream(scores).average().orElse(0);
        return mean > 0 ? mean : 1;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
