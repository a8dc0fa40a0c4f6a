package org.patchbank.image.align;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far a picture is moved against another, from the phases of their spectra (Kuglin and Hines 1975): the inverse transform of
 * F G* / |F G*| has its peak at the shift. A Gaussian low-pass, sigma {@value #PASS} cycles a pixel, keeps the noise of the camera out
 * and makes the peak a Gaussian, so that a parabola through the logarithms around it finds the shift between pixels. Without the
 * mean, so that brightness does not matter. Safe for concurrent use.
 */
final class PhaseCorrelation {
    static final double PASS = 0.12;
    /** A frequency this faint, as a share of the mean, has no phase but rounding. */
    private static final double FAINT = 1e-9;
    /** Peaks nearer to each other than this, in pixels, are one. */
    private static final int APART = 3;

    private final Fourier fourier;
    private final int side;
    private final double[] pass;
    private final double passSum;

    PhaseCorrelation(int side) {
        this.fourier = new Fourier(side);
        this.side = side;
        this.pass = new double[side * side];
        double sum = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double fx = Math.min(x, side - x) / (double) side;
                double fy = Math.min(y, side - y) / (double) side;
                pass[y * side + x] = x + y == 0 ? 0 : Math.exp(-(fx * fx + fy * fy) / (2 * PASS * PASS));
                sum += pass[y * side + x];
            }
        }
        this.passSum = sum;
    }

    /** A picture's transform, [side, side]. */
    record Spectrum(double[] real, double[] imaginary) {}

    /**
     * A shift of the second picture against the first, in pixels to the right and down.
     *
     * @param height of the peak: 1 where the pictures are the same but for a cyclic shift
     */
    record Shift(double x, double y, double height) {}

    /** @param picture [side, side] */
    Spectrum spectrum(float[] picture) {
        double[] real = new double[picture.length];
        for (int i = 0; i < real.length; i++) {
            real[i] = picture[i];
        }
        double[] imaginary = new double[picture.length];
        fourier.forward(real, imaginary);
        return new Spectrum(real, imaginary);
    }

    /** The likeliest shifts, the highest peak first; from -side/2 to side/2. */
    List<Shift> shifts(Spectrum first, Spectrum second, int count) {
        double[] surface = surface(first, second);
        List<Shift> shifts = new ArrayList<>();
        List<Integer> taken = new ArrayList<>();
        while (shifts.size() < count) {
            int peak = -1;
            for (int i = 0; i < surface.length; i++) {
                if ((peak < 0 || surface[i] > surface[peak]) && isPeak(surface, i) && isApart(i, taken)) {
                    peak = i;
                }
            }
            if (peak < 0 || surface[peak] <= 0) {
                break;
            }
            taken.add(peak);
            shifts.add(between(surface, peak));
        }
        shifts.sort(Comparator.comparingDouble((Shift shift) -> -shift.height()));
        return shifts;
    }

    /** The correlation of the phases for every cyclic shift, [side, side]. */
    double[] surface(Spectrum first, Spectrum second) {
        double[] real = new double[side * side];
        double[] imaginary = new double[side * side];
        double faint = FAINT * (mean(first) * mean(second));
        for (int i = 0; i < real.length; i++) {
            double re = second.real[i] * first.real[i] + second.imaginary[i] * first.imaginary[i];
            double im = second.imaginary[i] * first.real[i] - second.real[i] * first.imaginary[i];
            double size = Math.sqrt(re * re + im * im);
            if (size > faint) {
                real[i] = pass[i] * re / size;
                imaginary[i] = pass[i] * im / size;
            }
        }
        fourier.inverse(real, imaginary);
        double factor = side * side / passSum;
        for (int i = 0; i < real.length; i++) {
            real[i] *= factor;
        }
        return real;
    }

    private static double mean(Spectrum spectrum) {
        double sum = 0;
        for (int i = 0; i < spectrum.real.length; i++) {
            sum += Math.abs(spectrum.real[i]) + Math.abs(spectrum.imaginary[i]);
        }
        return sum / spectrum.real.length;
    }

    private boolean isPeak(double[] surface, int i) {
        double value = surface[i];
        int x = i % side;
        int y = i / side;
        return value >= at(surface, x - 1, y)
                && value >= at(surface, x + 1, y)
                && value >= at(surface, x, y - 1)
                && value >= at(surface, x, y + 1);
    }

    private boolean isApart(int peak, List<Integer> taken) {
        return taken.stream()
                .noneMatch(other ->
                        Math.max(cyclic(peak % side - other % side), cyclic(peak / side - other / side)) < APART);
    }

    private int cyclic(int difference) {
        int distance = Math.abs(difference) % side;
        return Math.min(distance, side - distance);
    }

    private double at(double[] surface, int x, int y) {
        return surface[Math.floorMod(y, side) * side + Math.floorMod(x, side)];
    }

    private Shift between(double[] surface, int peak) {
        int x = peak % side;
        int y = peak / side;
        double height = surface[peak];
        double dx = offset(at(surface, x - 1, y), height, at(surface, x + 1, y));
        double dy = offset(at(surface, x, y - 1), height, at(surface, x, y + 1));
        return new Shift(signed(x) + dx, signed(y) + dy, height);
    }

    private int signed(int place) {
        return place >= side / 2 ? place - side : place;
    }

    private static double offset(double before, double peak, double after) {
        if (before <= 0 || after <= 0 || (peak <= before && peak <= after)) {
            return 0;
        }
        double left = Math.log(before);
        double middle = Math.log(peak);
        double right = Math.log(after);
        double bend = left - 2 * middle + right;
        return bend == 0 ? 0 : Math.max(-0.5, Math.min(0.5, (left - right) / (2 * bend)));
    }
}
