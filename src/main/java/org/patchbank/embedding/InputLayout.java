package org.patchbank.embedding;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/**
 * How a network wants its picture: a sample {@code v} of 0 to 255 becomes {@code (v * scale - mean) / std}.
 *
 * @param name of the input; may be null where the network has only one
 * @param layout order of the axes
 * @param colourOrder order of the colours; mean and std are in this order
 * @param scale applied first; 1/255 for networks that were trained on 0 to 1
 * @param mean one value a colour
 * @param std one value a colour
 */
public record InputLayout(
        String name, Axes layout, ColourOrder colourOrder, double scale, List<Double> mean, List<Double> std) {
    /** Batch, channels, height, width; or channels last. */
    public enum Axes {
        NCHW,
        NHWC
    }

    /** Which colour comes first. */
    public enum ColourOrder {
        RGB,
        BGR
    }

    /** As torchvision's classification networks are trained. */
    public static final InputLayout IMAGENET = new InputLayout(
            null, Axes.NCHW, ColourOrder.RGB, 1 / 255.0, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    public InputLayout {
        layout = requireNonNullElse(layout, Axes.NCHW);
        colourOrder = requireNonNullElse(colourOrder, ColourOrder.RGB);
        mean = List.copyOf(requireNonNullElse(mean, List.of(0.0, 0.0, 0.0)));
        std = List.copyOf(requireNonNullElse(std, List.of(1.0, 1.0, 1.0)));
        if (mean.size() != 3 || std.size() != 3) {
            throw new IllegalArgumentException("input.mean and input.std take three numbers, one a colour");
        }
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("input.scale must be above 0, was " + scale);
        }
        if (std.stream().anyMatch(s -> !(s > 0)) || mean.stream().anyMatch(m -> !Double.isFinite(m))) {
            throw new IllegalArgumentException("input.std must be above 0 and input.mean finite");
        }
    }
}
