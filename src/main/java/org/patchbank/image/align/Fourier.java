package org.patchbank.image.align;

/**
 * The discrete Fourier transform of square pictures whose side is a power of two: radix 2, in place (Cooley and Tukey 1965). Forward
 * without a factor, inverse divided by the number of pixels, as numpy.fft does. Safe for concurrent use.
 */
final class Fourier {
    private final int side;
    private final double[] cosines;
    private final double[] sines;

    Fourier(int side) {
        if (Integer.bitCount(side) != 1) {
            throw new IllegalArgumentException("the side must be a power of two, was " + side);
        }
        this.side = side;
        this.cosines = new double[side / 2];
        this.sines = new double[side / 2];
        for (int i = 0; i < side / 2; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / side);
            sines[i] = -Math.sin(2 * Math.PI * i / side);
        }
    }

    int side() {
        return side;
    }

    /** @param real [side, side], with the imaginary part replaced by the transform */
    void forward(double[] real, double[] imaginary) {
        both(real, imaginary);
    }

    void inverse(double[] real, double[] imaginary) {
        // exchanging the parts before and after turns the forward transform into the inverse
        both(imaginary, real);
        double factor = 1.0 / (side * side);
        for (int i = 0; i < real.length; i++) {
            real[i] *= factor;
            imaginary[i] *= factor;
        }
    }

    private void both(double[] real, double[] imaginary) {
        for (int row = 0; row < side; row++) {
            line(real, imaginary, row * side);
        }
        transpose(real);
        transpose(imaginary);
        for (int row = 0; row < side; row++) {
            line(real, imaginary, row * side);
        }
        transpose(real);
        transpose(imaginary);
    }

    private void transpose(double[] values) {
        for (int row = 0; row < side; row++) {
            for (int column = row + 1; column < side; column++) {
                double value = values[row * side + column];
                values[row * side + column] = values[column * side + row];
                values[column * side + row] = value;
            }
        }
    }

    private void line(double[] real, double[] imaginary, int from) {
        reverseBits(real, from);
        reverseBits(imaginary, from);
        for (int half = 1; half < side; half *= 2) {
            int step = side / (2 * half);
            for (int start = from; start < from + side; start += 2 * half) {
                for (int i = 0; i < half; i++) {
                    int upper = start + i;
                    int lower = upper + half;
                    double c = cosines[i * step];
                    double s = sines[i * step];
                    double re = real[lower] * c - imaginary[lower] * s;
                    double im = real[lower] * s + imaginary[lower] * c;
                    real[lower] = real[upper] - re;
                    imaginary[lower] = imaginary[upper] - im;
                    real[upper] += re;
                    imaginary[upper] += im;
                }
            }
        }
    }

    private void reverseBits(double[] values, int from) {
        for (int i = 1, j = 0; i < side; i++) {
            int bit = side >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                double value = values[from + i];
                values[from + i] = values[from + j];
                values[from + j] = value;
            }
        }
    }
}
