package org.patchbank.detector.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.patchbank.detector.linear.AffineMap;
import org.patchbank.detector.linear.MatrixNumbers;
import org.patchbank.detector.linear.PrincipalAxes;

/** How embeddings become short enough for a Gaussian at every position. Immutable. */
abstract class Reduction {
    private static final String CHANNELS = "channels";
    private static final String MEAN = "axes_mean";
    private static final String AXES = "axes";

    /** Of an embedding as it comes. */
    abstract int from();

    /** Of what becomes of it. */
    abstract int to();

    abstract Map<String, float[]> numbers();

    /**
     * @param values holds [count, {@link #from}] from {@code offset} on
     * @param target filled with [count, {@link #to}] from its beginning
     */
    abstract void apply(float[] values, int offset, int count, float[] target);

    /**
     * The same for layers whose channels lie side by side in an embedding: the results of the layers add up to that of the embedding.
     *
     * @param channels of each layer
     */
    abstract List<LayerPart> parts(int[] channels);

    /** What a layer adds to reduced embeddings. */
    @FunctionalInterface
    interface LayerPart {
        /** @param targets from {@code from} to before {@code to} filled with arrays of the reduced length */
        void apply(float[][] cells, int from, int to, float[][] targets);
    }

    /** Some channels, drawn at random (PaDiM, Defard et al. 2020, section 3.1); all where there are not more. */
    static Reduction channels(int dimension, int wanted, long seed) {
        List<Integer> all =
                new ArrayList<>(IntStream.range(0, dimension).boxed().toList());
        Collections.shuffle(all, new Random(seed));
        int[] chosen = all.subList(0, Math.min(wanted, dimension)).stream()
                .mapToInt(i -> i)
                .sorted()
                .toArray();
        return new Channels(dimension, chosen);
    }

    /** Coordinates along the leading principal axes of the embeddings of all positions. */
    static Reduction lowRank(PrincipalAxes axes, int wanted) {
        return new LowRank(axes.mean(), axes.axes(0, Math.min(wanted, axes.dimension())));
    }

    /** @param numbers what {@link #numbers} gave, among others */
    static Reduction of(Map<String, float[]> numbers) {
        if (numbers.containsKey(AXES)) {
            float[] mean = numbers.get(MEAN);
            return new LowRank(mean, MatrixNumbers.unpack(numbers.get(AXES), mean.length));
        }
        float[] kept = numbers.get(CHANNELS);
        return new Channels(
                (int) kept[0],
                IntStream.range(1, kept.length).map(i -> (int) kept[i]).toArray());
    }

    private static final class Channels extends Reduction {
        private final int dimension;
        private final int[] channels;

        Channels(int dimension, int[] channels) {
            this.dimension = dimension;
            this.channels = channels;
        }

        @Override
        int from() {
            return dimension;
        }

        @Override
        int to() {
            return channels.length;
        }

        @Override
        Map<String, float[]> numbers() {
            float[] numbers = new float[channels.length + 1];
            numbers[0] = dimension;
            for (int i = 0; i < channels.length; i++) {
                numbers[i + 1] = channels[i];
            }
            return Map.of(CHANNELS, numbers);
        }

        @Override
        List<LayerPart> parts(int[] layers) {
            List<LayerPart> parts = new ArrayList<>();
            int first = 0;
            for (int width : layers) {
                int start = first;
                int[] at = IntStream.range(0, channels.length)
                        .filter(i -> channels[i] >= start && channels[i] < start + width)
                        .toArray();
                parts.add((cells, from, to, targets) -> {
                    for (int cell = from; cell < to; cell++) {
                        targets[cell] = new float[channels.length];
                        for (int i : at) {
                            targets[cell][i] = cells[cell][channels[i] - start];
                        }
                    }
                });
                first += width;
            }
            return parts;
        }

        @Override
        void apply(float[] values, int offset, int count, float[] target) {
            for (int row = 0; row < count; row++) {
                int source = offset + row * dimension;
                int first = row * channels.length;
                for (int i = 0; i < channels.length; i++) {
                    target[first + i] = values[source + channels[i]];
                }
            }
        }
    }

    private static final class LowRank extends Reduction {
        private final float[] mean;
        private final double[][] axes;
        private final AffineMap map;

        LowRank(float[] mean, double[][] axes) {
            this.mean = mean;
            this.axes = axes;
            this.map = new AffineMap(mean, axes);
        }

        @Override
        int from() {
            return mean.length;
        }

        @Override
        int to() {
            return axes.length;
        }

        @Override
        Map<String, float[]> numbers() {
            return Map.of(MEAN, mean, AXES, MatrixNumbers.pack(axes));
        }

        @Override
        List<LayerPart> parts(int[] layers) {
            List<LayerPart> parts = new ArrayList<>();
            int first = 0;
            for (int width : layers) {
                int start = first;
                AffineMap part = new AffineMap(
                        Arrays.copyOfRange(mean, start, start + width),
                        Arrays.stream(axes)
                                .map(axis -> Arrays.copyOfRange(axis, start, start + width))
                                .toArray(double[][]::new));
                parts.add(part::apply);
                first += width;
            }
            return parts;
        }

        @Override
        void apply(float[] values, int offset, int count, float[] target) {
            float[] padded = new float[count * map.stride()];
            map.apply(values, offset, count, padded);
            for (int row = 0; row < count; row++) {
                System.arraycopy(padded, row * map.stride(), target, row * axes.length, axes.length);
            }
        }
    }
}
