package org.patchbank.evaluation.trial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.patchbank.detector.DetectorState;
import org.patchbank.evaluation.metrics.ImageMetrics;
import org.patchbank.evaluation.metrics.PixelMetrics;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.scoring.Threshold;

/**
 * What a trial found.
 *
 * @param images the test images that could be judged, in the data set's order
 * @param refused files to learn from or to judge that could not be used
 * @param warnings what makes the figures doubtful, such as a network that nobody has described
 * @param imageMetrics empty unless there are good and defective test images
 * @param pixelMetrics empty where masks are missing
 * @param perDefect by name of the defect
 * @param suspects names of images to learn from that may hide a defect, the most suspicious first
 */
public record TrialResult(
        TrialPlan plan,
        Fit fit,
        Threshold threshold,
        List<JudgedImage> images,
        List<RefusedFile> refused,
        List<String> warnings,
        Optional<ImageMetrics> imageMetrics,
        Optional<PixelMetrics> pixelMetrics,
        Map<String, DefectFigures> perDefect,
        List<String> suspects,
        Latency latency,
        String bankHash,
        OptionalDouble fitPeakMegabytes,
        OptionalDouble peakMegabytes) {
    public DetectorState state() {
        return fit.state();
    }

    public long good() {
        return images.stream().filter(judged -> judged.image().isGood()).count();
    }

    public long defective() {
        return images.size() - good();
    }

    public long overkillImages() {
        return images.stream().filter(JudgedImage::isOverkill).count();
    }

    public long escapeImages() {
        return images.stream().filter(JudgedImage::isEscape).count();
    }

    /** Share of the good test images above the threshold; null where there are none. */
    public Double overkill() {
        return good() == 0 ? null : (double) overkillImages() / good();
    }

    /** Share of the defective test images not above it; null where there are none. */
    public Double escape() {
        return defective() == 0 ? null : (double) escapeImages() / defective();
    }
}
