package org.patchbank.evaluation.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.patchbank.evaluation.trial.JudgedImage;

/** How the scores of good and defective images are spread, with the threshold, as inline SVG. */
final class Histogram {
    /** Half of a label's width: nearer to the edge it would be cut off. */
    private static final int LABEL = 20;

    private static final int BINS = 48;
    private static final int WIDTH = 880;
    private static final int HEIGHT = 260;
    private static final int BOTTOM = 30;
    private static final int TOP = 26;

    private final List<JudgedImage> images;
    private final double threshold;
    private final double low;
    private final double high;

    Histogram(List<JudgedImage> images, double threshold) {
        this.images = images;
        this.threshold = threshold;
        double least = Math.min(
                threshold, images.stream().mapToDouble(JudgedImage::score).min().orElse(0));
        double most = Math.max(
                threshold, images.stream().mapToDouble(JudgedImage::score).max().orElse(1));
        double margin = Math.max(1e-9, (most - least) * 0.02);
        this.low = least - margin;
        this.high = most + margin;
    }

    String svg() {
        double[] good = shares(true);
        double[] defective = shares(false);
        double tallest = Math.max(max(good), max(defective));
        StringBuilder svg = new StringBuilder(text(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Scores of good and defective images\">",
                WIDTH, HEIGHT));
        bars(svg, good, tallest, "good");
        bars(svg, defective, tallest, "bad");
        axis(svg);
        double x = x(threshold);
        boolean right = x > WIDTH * 0.75;
        svg.append(text("<line class=\"limit\" x1=\"%.1f\" x2=\"%.1f\" y1=\"8\" y2=\"%d\"/>", x, x, HEIGHT - BOTTOM));
        svg.append(text(
                "<text class=\"limit\" x=\"%.1f\" y=\"18\" text-anchor=\"%s\">threshold %.3f</text>",
                right ? x - 6 : x + 6, right ? "end" : "start", threshold));
        return svg.append("</svg>").toString();
    }

    /** Share of each class in each bin: the classes differ in number. */
    private double[] shares(boolean good) {
        double[] bins = new double[BINS];
        List<JudgedImage> members = images.stream()
                .filter(judged -> judged.image().isGood() == good)
                .toList();
        for (JudgedImage judged : members) {
            int bin = (int) ((judged.score() - low) / (high - low) * BINS);
            bins[Math.max(0, Math.min(BINS - 1, bin))] += 1.0 / members.size();
        }
        return bins;
    }

    private void bars(StringBuilder svg, double[] shares, double tallest, String style) {
        double width = (double) WIDTH / BINS;
        IntStream.range(0, BINS).filter(bin -> shares[bin] > 0).forEach(bin -> {
            double height = shares[bin] / tallest * (HEIGHT - BOTTOM - TOP);
            svg.append(text(
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                    style, bin * width + 0.5, HEIGHT - BOTTOM - height, width - 1, height));
        });
    }

    private void axis(StringBuilder svg) {
        int base = HEIGHT - BOTTOM;
        svg.append(text("<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", WIDTH, base, base));
        double step = niceStep();
        for (double tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
            double x = x(tick);
            String anchor = x < LABEL ? "start" : x > WIDTH - LABEL ? "end" : "middle";
            svg.append(text(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%.4g</text>",
                    x, base + 18, anchor, tick));
        }
    }

    private double niceStep() {
        double rough = (high - low) / 8;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double lead = rough / power;
        return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }

    private double x(double score) {
        return (score - low) / (high - low) * WIDTH;
    }

    private static double max(double[] values) {
        double max = 1e-9;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
