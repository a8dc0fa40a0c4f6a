package org.patchbank.detector.bank;

import java.util.Map;
import java.util.stream.IntStream;
import org.patchbank.platform.Parallel;

/**
 * Product quantisation (Jegou, Douze and Schmid 2011, "Product quantization for nearest neighbor search"): the dimensions are cut
 * into parts of {@value #WIDTH}, and each part of a row is kept as the number of its nearest of 256 centroids. A query is compared
 * with what the codes stand for, which is the paper's asymmetric distance. One byte for {@value #WIDTH} values, and 256 floats a
 * dimension for the centroids.
 */
final class ProductQuantiser implements BankCodec {
    static final String CENTROIDS = "centroids";
    static final int WIDTH = 4;
    private static final int SAMPLE = 8192;

    private final int dimension;
    /** Part after part; the last may be narrower. */
    private final float[] centroids;

    private final Parallel parallel;

    /** @param centroids [dimension, 256] */
    ProductQuantiser(float[] centroids, Parallel parallel) {
        this.dimension = centroids.length / Codebook.CENTROIDS;
        this.centroids = centroids;
        this.parallel = parallel;
    }

    /**
     * Learns from the rows, or from {@value #SAMPLE} spread over them.
     *
     * @param vectors [rows, dimension], at least one row
     */
    static ProductQuantiser of(float[] vectors, int dimension, long seed, Parallel parallel) {
        int rows = vectors.length / dimension;
        int sample = Math.min(rows, SAMPLE);
        float[] centroids = new float[Math.multiplyExact(dimension, Codebook.CENTROIDS)];
        parallel.forEach(parts(dimension), part -> {
            int from = part * WIDTH;
            int width = Math.min(WIDTH, dimension - from);
            float[] values = new float[sample * width];
            for (int i = 0; i < sample; i++) {
                int row = (int) ((long) i * rows / sample);
                System.arraycopy(vectors, row * dimension + from, values, i * width, width);
            }
            float[] found = Codebook.of(values, width, seed + part).centroids();
            System.arraycopy(found, 0, centroids, from * Codebook.CENTROIDS, found.length);
        });
        return new ProductQuantiser(centroids, parallel);
    }

    private static int parts(int dimension) {
        return (dimension + WIDTH - 1) / WIDTH;
    }

    @Override
    public byte[] encode(float[] vectors) {
        int parts = parts(dimension);
        int rows = vectors.length / dimension;
        byte[] codes = new byte[Math.multiplyExact(rows, parts)];
        parallel.forEach(parts, part -> {
            Codebook book = book(part);
            for (int row = 0; row < rows; row++) {
                codes[row * parts + part] = (byte) book.nearest(vectors, row * dimension + part * WIDTH);
            }
        });
        return codes;
    }

    @Override
    public float[] decode(byte[] codes) {
        int parts = parts(dimension);
        int rows = codes.length / parts;
        float[] vectors = new float[Math.multiplyExact(rows, dimension)];
        Codebook[] books = IntStream.range(0, parts).mapToObj(this::book).toArray(Codebook[]::new);
        for (int row = 0; row < rows; row++) {
            for (int part = 0; part < parts; part++) {
                books[part].decode(
                        Byte.toUnsignedInt(codes[row * parts + part]), vectors, row * dimension + part * WIDTH);
            }
        }
        return vectors;
    }

    private Codebook book(int part) {
        int from = part * WIDTH;
        int width = Math.min(WIDTH, dimension - from);
        float[] own = new float[width * Codebook.CENTROIDS];
        System.arraycopy(centroids, from * Codebook.CENTROIDS, own, 0, own.length);
        return new Codebook(width, own);
    }

    @Override
    public Map<String, float[]> numbers() {
        return Map.of(CENTROIDS, centroids);
    }
}
