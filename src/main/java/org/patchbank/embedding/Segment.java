package org.patchbank.embedding;

/**
 * The channels of an embedding that came from one layer at one input size.
 *
 * @param name the layer, with {@code @} and the input size where there are several
 * @param from first channel
 * @param to one past the last
 */
public record Segment(String name, int from, int to) {
    public Segment {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("channels %d to %d".formatted(from, to));
        }
    }

    public int width() {
        return to - from;
    }
}
