package org.patchbank.evaluation.seed;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.patchbank.evaluation.seed.SyntheticHistory.Part;

/**
 * The regions of parts that were not accepted: one to four each, so that a million inspections have some 100,000. Vectors of one
 * type of defect lie around one direction, as those of real defects do. The same part and seed give the same defects.
 */
final class SyntheticDefects {
    static final int DIMENSION = 384;

    /** What the vectors are points of; no network makes such. */
    static final String SPACE = "synthetic";

    private static final int SIDE = 26;
    private static final int AREA = 300;

    /** Shares of parts with at most one, two and three regions. */
    private static final double[] COUNTS = {0.2, 0.5, 0.86};

    private final long seed;

    SyntheticDefects(long seed) {
        this.seed = seed;
    }

    /** @param vector of length 1 */
    record Defect(int x, int y, float peak, float[] vector) {
        int side() {
            return SIDE;
        }

        int area() {
            return AREA;
        }

        /** As an inspection keeps its regions. */
        String json() {
            return "{\"x\":%d,\"y\":%d,\"w\":%d,\"h\":%d,\"area\":%d,\"peak\":%s,\"px\":%d,\"py\":%d,\"row\":2,\"col\":3}"
                    .formatted(x, y, SIDE, SIDE, AREA, peak, x + SIDE / 2, y + SIDE / 2);
        }

        /** Little-endian floats, as COPY reads bytes. */
        String bytes() {
            StringBuilder hex = new StringBuilder("\\\\x");
            for (float value : vector) {
                hex.append(HexFormat.of().toHexDigits(Integer.reverseBytes(Float.floatToIntBits(value))));
            }
            return hex.toString();
        }
    }

    /** The highest peak first; none where the part was accepted. */
    List<Defect> of(Part part) {
        if (part.accepted()) {
            return List.of();
        }
        SplittableRandom random = new SplittableRandom(seed + part.number() * 7919L);
        double share = random.nextDouble();
        int count = 1
                + (int) IntStream.range(0, COUNTS.length)
                        .filter(i -> share >= COUNTS[i])
                        .count();
        int kind = part.said() == null || part.said().type() == null
                ? random.nextInt(SyntheticHistory.TYPES.size())
                : SyntheticHistory.TYPES.indexOf(part.said().type());
        return IntStream.range(0, count)
                .mapToObj(i -> new Defect(
                        10 + 55 * i + random.nextInt(25),
                        20 + random.nextInt(190),
                        (float) (part.score() * (1 - 0.05 * i)),
                        vector(kind, random)))
                .toList();
    }

    private static float[] vector(int kind, SplittableRandom random) {
        double[] values = new double[DIMENSION];
        double squares = 0;
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = 0.03 * random.nextGaussian() + (i % 12 == kind ? 0.15 : 0.03);
            squares += values[i] * values[i];
        }
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (values[i] / Math.sqrt(squares));
        }
        return vector;
    }
}
