package org.patchbank.evaluation.demo;

import java.util.SplittableRandom;

/**
 * What differs from one photograph of a good part to the next: how the part lies, the light, the tool marks, the sensor.
 *
 * @param shiftX pixels, as is {@code shiftY}
 * @param angle radians
 * @param lightAngle where the key light stands, radians
 */
record Scene(
        double shiftX,
        double shiftY,
        double angle,
        double scale,
        double lightAngle,
        double exposure,
        double warmth,
        long toolMarks,
        long sensor) {
    static Scene random(SplittableRandom random) {
        return new Scene(
                random.nextDouble(-3, 3),
                random.nextDouble(-3, 3),
                Math.toRadians(random.nextDouble(-1, 1)),
                random.nextDouble(0.996, 1.004),
                Math.toRadians(-125 + random.nextDouble(-4, 4)),
                random.nextDouble(0.965, 1.035),
                random.nextDouble(-0.012, 0.012),
                random.nextLong(),
                random.nextLong());
    }
}
