package org.patchbank.embedding;

import org.patchbank.image.PixelImage;
import org.patchbank.image.Resizer;

/** Writes an image as a network's input, for one image size and one {@link InputLayout}. Safe for concurrent use. */
public final class InputTensor {
    private static final int COLOURS = 3;

    private final InputLayout layout;
    private final int size;
    /** What each sample of 0 to 255 becomes, a table a colour in the network's order. */
    private final float[][] tables = new float[COLOURS][256];

    /** @param size side of the square input in pixels */
    public InputTensor(InputLayout layout, int size) {
        this.layout = layout;
        this.size = size;
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int sample = 0; sample < 256; sample++) {
                tables[colour][sample] = normalised(sample, colour);
            }
        }
    }

    /** Side of the square input in pixels. */
    public int size() {
        return size;
    }

    public int length() {
        return COLOURS * size * size;
    }

    /** Axes of the tensor: one image. */
    public long[] shape() {
        return layout.layout() == InputLayout.Axes.NCHW
                ? new long[] {1, COLOURS, size, size}
                : new long[] {1, size, size, COLOURS};
    }

    /** The image resized, normalised and in the network's order. Grey becomes three equal colours. */
    public float[] of(PixelImage image) {
        PixelImage resized = Resizer.resize(image, size, size);
        float[] values = new float[length()];
        for (int colour = 0; colour < COLOURS; colour++) {
            fill(resized, colour, values);
        }
        return values;
    }

    private void fill(PixelImage resized, int colour, float[] values) {
        boolean planes = layout.layout() == InputLayout.Axes.NCHW;
        int to = planes ? colour * size * size : colour;
        int step = planes ? 1 : COLOURS;
        boolean reversed = layout.colourOrder() == InputLayout.ColourOrder.BGR;
        int channels = resized.channels();
        int from = channels == 1 ? 0 : reversed ? COLOURS - 1 - colour : colour;
        if (resized.depth() == 8) {
            fill8(resized.samples8(), from, channels, tables[colour], values, to, step);
        } else {
            fill16(resized.samples16(), from, channels, colour, values, to, step);
        }
    }

    private static void fill8(byte[] samples, int from, int channels, float[] table, float[] values, int to, int step) {
        int target = to;
        for (int i = from; i < samples.length; i += channels, target += step) {
            values[target] = table[samples[i] & 0xff];
        }
    }

    private void fill16(short[] samples, int from, int channels, int colour, float[] values, int to, int step) {
        int target = to;
        for (int i = from; i < samples.length; i += channels, target += step) {
            values[target] = normalised((samples[i] & 0xffff) / 257.0, colour);
        }
    }

    private float normalised(double sample, int colour) {
        return (float) ((sample * layout.scale() - layout.mean().get(colour))
                / layout.std().get(colour));
    }
}
