package org.patchbank.detector.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbank.platform.Parallel;

class BankStorageTest {
    private static final Parallel PARALLEL = new Parallel(2);

    /** Numbers by numpy: {@code np.float32([...]).astype(np.float16)}, the last value clipped to 65504 before. */
    @Test
    void half_precision_gives_the_bits_of_ieee_754() {
        float[] values = {0.1f, -2.7182818f, 65504, 1e-5f, 6e-8f, 1 / 3f, 1000.123f, 70000};
        int[] halves = {0x2e66, 0xc170, 0x7bff, 0xa8, 0x1, 0x3555, 0x63d0, 0x7bff};
        float[] back = {
            0.0999755859375f,
            -2.71875f,
            65504,
            1.0013580322265625e-05f,
            5.960464477539063e-08f,
            0.333251953125f,
            1000,
            65504
        };
        for (int i = 0; i < values.length; i++) {
            assertThat(Short.toUnsignedInt(HalfPrecision.half(values[i]))).isEqualTo(halves[i]);
        }
        BankCodec codec = BankStorage.FLOAT16.fit(values, 4, 0, PARALLEL);
        assertThat(codec.encode(values)).hasSize(16);
        assertThat(codec.kept(values)).containsExactly(back);
    }

    @Test
    void every_half_comes_back_as_it_was() {
        for (int bits = 0; bits < 0x7c00; bits++) {
            assertThat(HalfPrecision.half(HalfPrecision.single((short) bits))).isEqualTo((short) bits);
        }
    }

    /** Numbers by numpy: {@code np.round((Z - Z.min(0)) / (np.ptp(Z, 0) / 255))}. */
    @Test
    void scalar_quantisation_cuts_each_dimensions_range_into_255_steps() {
        float[] rows = {0.5f, -1, 3, 1.25f, -1, 2.2f, -0.3f, -1, 9.7f, 0.77f, -1, 4.4f};
        int[] codes = {132, 0, 27, 255, 0, 0, 0, 0, 255, 176, 0, 75};
        float[] back = {0.50235295f, -1, 2.9941177f, 1.25f, -1, 2.2f, -0.3f, -1, 9.7f, 0.7698039f, -1, 4.4058824f};
        BankCodec codec = BankStorage.INT8.fit(rows, 3, 0, PARALLEL);

        byte[] found = codec.encode(rows);

        for (int i = 0; i < codes.length; i++) {
            assertThat(Byte.toUnsignedInt(found[i])).isEqualTo(codes[i]);
        }
        assertThat(codec.decode(found)).containsExactly(back, within(1e-6f));
        assertThat(codec.kept(new float[] {-7, 5, 100})).containsExactly(new float[] {-0.3f, -1, 9.7f}, within(1e-5f));
    }

    /** Scikit-learn's KMeans(256) on dimensions 0 to 3 and 4 to 5 leaves 0.002192 a row. */
    @Test
    void product_quantisation_is_as_close_as_independent_codebooks() {
        int count = 1500;
        float[] rows = new float[count * 6];
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < 6; d++) {
                rows[i * 6 + d] = (float) (i * (7919L + d * 104729L) % 9973 / 9973.0);
            }
        }
        BankCodec codec = BankStorage.PRODUCT.fit(rows, 6, 1, PARALLEL);

        float[] kept = codec.kept(rows);

        double error = 0;
        for (int i = 0; i < rows.length; i++) {
            error += (kept[i] - rows[i]) * (double) (kept[i] - rows[i]);
        }
        assertThat(codec.encode(rows)).hasSize(count * 2);
        assertThat(error / count).isBetween(0.0021, 0.0026);
    }

    @Test
    void product_quantisation_keeps_few_rows_as_they_are() {
        float[] rows = new float[100 * 10];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i * 31 % 1009;
        }

        assertThat(BankStorage.PRODUCT.fit(rows, 10, 3, PARALLEL).kept(rows)).containsExactly(rows);
    }

    @ParameterizedTest
    @EnumSource(value = BankStorage.class, names = "FLOAT32", mode = EnumSource.Mode.EXCLUDE)
    void a_codec_opened_from_its_numbers_decodes_the_same(BankStorage storage) {
        float[] rows = new float[500 * 9];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) Math.sin(i * 1.7);
        }
        BankCodec fitted;
        try (Parallel one = new Parallel(1)) {
            fitted = storage.fit(rows, 9, 5, one);
        }
        byte[] codes = fitted.encode(rows);

        assertThat(storage.open(fitted.numbers(), PARALLEL).decode(codes)).containsExactly(fitted.decode(codes));
        assertThat(storage.fit(rows, 9, 5, PARALLEL).encode(rows)).isEqualTo(codes);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT16, 2", "INT8, 1", "PRODUCT, 0.25"})
    void codes_take_the_bytes_they_are_said_to(BankStorage storage, double bytes) {
        float[] rows = new float[64 * 12];

        assertThat(storage.fit(rows, 12, 0, PARALLEL).encode(rows)).hasSize((int) (rows.length * bytes));
    }

    @Test
    void rows_of_32_bit_floats_have_no_codec() {
        assertThatThrownBy(() -> BankStorage.FLOAT32.fit(new float[4], 2, 0, PARALLEL))
                .isInstanceOf(IllegalStateException.class);
    }
}
