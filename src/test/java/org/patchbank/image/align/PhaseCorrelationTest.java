package org.patchbank.image.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbank.image.align.PhaseCorrelation.Shift;

class PhaseCorrelationTest {
    @Test
    void the_transform_agrees_with_numpy_fft2_and_its_inverse_gives_the_picture_back() {
        double[] real = new double[16];
        for (int i = 0; i < 16; i++) {
            real[i] = i * 7 % 13;
        }
        double[] picture = real.clone();
        double[] imaginary = new double[16];
        Fourier fourier = new Fourier(4);

        fourier.forward(real, imaginary);

        assertThat(real)
                .containsExactly(
                        new double[] {86, -4, -30, -4, -16, 0, 0, 0, 10, 0, -26, 0, -16, 0, 0, 0}, within(1e-9));
        assertThat(imaginary)
                .containsExactly(new double[] {0, 4, 0, -4, -10, 0, 26, 0, 0, 0, 0, 0, 10, 0, -26, 0}, within(1e-9));
        fourier.inverse(real, imaginary);
        assertThat(real).containsExactly(picture, within(1e-12));
    }

    /** numpy: ifft2(G conj(F) / |G conj(F)| w) 64 / sum(w), w = exp(-|f|² / (2 0.12²)) without the mean; g is f rolled by (2, -3), plus noise. */
    @Test
    void the_surface_agrees_with_numpy() {
        float[] first = new float[64];
        float[] second = new float[64];
        for (int i = 0; i < 64; i++) {
            first[i] = (i * 37 + i * i * 11) % 101;
        }
        for (int i = 0; i < 64; i++) {
            int x = Math.floorMod(i % 8 + 3, 8);
            int y = Math.floorMod(i / 8 - 2, 8);
            second[i] = first[y * 8 + x] + i * 53 % 17;
        }
        PhaseCorrelation correlation = new PhaseCorrelation(8);

        double[] surface = correlation.surface(correlation.spectrum(first), correlation.spectrum(second));

        assertThat(surface[2 * 8 + 5]).isCloseTo(0.8483507171944054, within(1e-9));
        assertThat(surface[0]).isCloseTo(0.0021074684210210235, within(1e-9));
        assertThat(surface[3 * 8 + 4]).isCloseTo(0.5017137080808561, within(1e-9));
        Shift shift = correlation
                .shifts(correlation.spectrum(first), correlation.spectrum(second), 1)
                .get(0);
        assertThat(Math.round(shift.x())).isEqualTo(-3);
        assertThat(Math.round(shift.y())).isEqualTo(2);
    }

    @Test
    void a_shift_between_pixels_is_found_to_a_twentieth_of_a_pixel() {
        PhaseCorrelation correlation = new PhaseCorrelation(64);

        List<Shift> shifts =
                correlation.shifts(correlation.spectrum(blobs(0, 0)), correlation.spectrum(blobs(3.3, -5.7)), 1);

        assertThat(shifts.get(0).x()).isCloseTo(3.3, within(0.05));
        assertThat(shifts.get(0).y()).isCloseTo(-5.7, within(0.05));
        assertThat(shifts.get(0).height()).isGreaterThan(0.8);
    }

    /** Narrow round spots, so that all frequencies that pass are there. */
    private static float[] blobs(double dx, double dy) {
        double[][] spots = {{20, 24, 90}, {41, 18, -60}, {33, 44, 120}, {22, 39, 70}};
        float[] picture = new float[64 * 64];
        for (int i = 0; i < picture.length; i++) {
            for (double[] spot : spots) {
                double x = i % 64 - spot[0] - dx;
                double y = i / 64 - spot[1] - dy;
                picture[i] += (float) (spot[2] * Math.exp(-(x * x + y * y) / 3));
            }
        }
        return picture;
    }
}
