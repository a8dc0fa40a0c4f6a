package org.patchbank.evaluation.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbank.image.PixelImage;

class SyntheticDefectTest {
    private static final int SIDE = 96;

    @ParameterizedTest
    @EnumSource
    void a_part_of_the_picture_changes_and_the_rest_stays(SyntheticDefect defect) {
        PixelImage good = texture();
        for (int seed = 0; seed < 20; seed++) {
            PixelImage made = defect.on(good, new Random(seed));

            assertThat(changed(good, made)).isBetween(1, SIDE * SIDE / 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_same_seed_makes_the_same_defect(SyntheticDefect defect) {
        PixelImage good = texture();

        assertThat(defect.on(good, new Random(4)).samples8())
                .isEqualTo(defect.on(good, new Random(4)).samples8())
                .isNotEqualTo(defect.on(good, new Random(5)).samples8());
    }

    @Test
    void pasted_rectangles_cover_two_to_fifteen_percent() {
        PixelImage good = noise();
        for (int seed = 0; seed < 50; seed++) {
            double share = (double) changed(good, CutPaste.on(good, new Random(seed))) / (SIDE * SIDE);

            assertThat(share).isBetween(0.01, 0.16);
        }
    }

    /** Gradient noise is zero at the nodes of its lattice, and never exceeds one. */
    @Test
    void perlin_noise_is_zero_at_the_nodes_and_bounded() {
        PerlinNoise noise = new PerlinNoise(5, 4, new Random(1));
        double largest = 0;
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 5; x++) {
                assertThat(noise.at(x, y)).isZero();
                for (double inside = 0.1; inside < 1; inside += 0.2) {
                    largest = Math.max(largest, Math.abs(noise.at(x + inside, y + 1 - inside)));
                }
            }
        }
        assertThat(largest).isBetween(0.3, 1.0);
    }

    private static PixelImage texture() {
        byte[] samples = new byte[SIDE * SIDE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (100 + (i % SIDE) + 40 * Math.sin(i / (5.0 * SIDE)));
        }
        return PixelImage.of8Bit(SIDE, SIDE, 1, samples);
    }

    private static PixelImage noise() {
        byte[] samples = new byte[SIDE * SIDE * 3];
        new Random(8).nextBytes(samples);
        return PixelImage.of8Bit(SIDE, SIDE, 3, samples);
    }

    private static int changed(PixelImage before, PixelImage after) {
        int changed = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean same = true;
                for (int channel = 0; channel < before.channels(); channel++) {
                    same &= before.sample(x, y, channel) == after.sample(x, y, channel);
                }
                changed += same ? 0 : 1;
            }
        }
        return changed;
    }
}
