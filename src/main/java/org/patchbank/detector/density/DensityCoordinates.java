package org.patchbank.detector.density;

import java.util.Map;
import org.patchbank.detector.linear.AffineMap;
import org.patchbank.detector.linear.MatrixNumbers;
import org.patchbank.detector.linear.PrincipalAxes;

/**
 * Few coordinates of embeddings: along the leading principal axes, each divided by its standard deviation, so that all have
 * variance 1. Immutable.
 */
final class DensityCoordinates {
    private static final String MEAN = "mean";
    private static final String AXES = "axes";

    private final float[] mean;
    private final double[][] rows;
    private final AffineMap map;

    private DensityCoordinates(float[] mean, double[][] rows) {
        this.mean = mean;
        this.rows = rows;
        this.map = new AffineMap(mean, rows);
    }

    /** @param wanted coordinates; fewer where fewer axes have variance */
    static DensityCoordinates of(PrincipalAxes axes, int wanted) {
        int count = 1;
        while (count < Math.min(wanted, axes.dimension()) && axes.variances()[count] > 1e-9 * axes.variances()[0]) {
            count++;
        }
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = axes.axes()[i].clone();
            double deviation = Math.sqrt(axes.variances()[i]);
            for (int k = 0; k < rows[i].length && deviation > 0; k++) {
                rows[i][k] /= deviation;
            }
        }
        return new DensityCoordinates(axes.mean(), rows);
    }

    /** @param numbers what {@link #numbers} gave, among others */
    static DensityCoordinates of(Map<String, float[]> numbers) {
        float[] mean = numbers.get(MEAN);
        return new DensityCoordinates(mean, MatrixNumbers.unpack(numbers.get(AXES), mean.length));
    }

    Map<String, float[]> numbers() {
        return Map.of(MEAN, mean, AXES, MatrixNumbers.pack(rows));
    }

    /** Of an embedding. */
    int dimension() {
        return mean.length;
    }

    int size() {
        return rows.length;
    }

    /** @return [count, {@link #size}] of the embeddings [count, dimension] from {@code offset} on */
    float[] of(float[] values, int offset, int count) {
        float[] padded = new float[count * map.stride()];
        map.apply(values, offset, count, padded);
        float[] coordinates = new float[count * rows.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(padded, i * map.stride(), coordinates, i * rows.length, rows.length);
        }
        return coordinates;
    }
}
