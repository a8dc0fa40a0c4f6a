package org.patchbank.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.Sha256;

class ParameterFileTest {
    private final float[] mean = {1, -2.5f, Float.MIN_VALUE};
    private final byte[] codes = {0, 1, -128};

    @Test
    void values_come_back_bit_for_bit() throws IOException {
        float[] many = new float[300_001];
        for (int i = 0; i < many.length; i++) {
            many[i] = (float) Math.sin(i);
        }
        byte[] file =
                written(7, Map.of("mean", mean, "parts/köln/many", many, "none", new float[0]), Map.of("", codes));

        ParameterFile read = ParameterFile.read(new ByteArrayInputStream(file), Sha256.of(file));

        assertThat(read.numbers()).containsOnlyKeys("mean", "parts/köln/many", "none");
        assertThat(read.numbers().get("mean")).containsExactly(mean);
        assertThat(read.numbers().get("parts/köln/many")).containsExactly(many);
        assertThat(read.numbers().get("none")).isEmpty();
        assertThat(read.bytes()).containsOnlyKeys("");
        assertThat(read.bytes().get("")).containsExactly(codes);
    }

    /** The bytes as the description of the format has them, written by hand. */
    @Test
    void bytes_are_those_of_the_format() throws IOException {
        String expected = HexFormat.of().formatHex("patchbank-parameters/1\n".getBytes(StandardCharsets.US_ASCII))
                + "0700000000000000" // attempt 7
                + "02000000" // two entries
                + "01000000" + "6d" + "01" + "02000000" + "0000803f" + "000020c0" // m: floats 1 and -2.5
                + "01000000" + "63" + "02" + "03000000" + "000180"; // c: bytes 0, 1, 128

        assertThat(written(7, Map.of("m", new float[] {1, -2.5f}), Map.of("c", codes)))
                .asHexString()
                .isEqualToIgnoringCase(expected);
    }

    @Test
    void same_values_of_two_attempts_are_two_files() throws IOException {
        assertThat(written(1, Map.of("mean", mean), Map.of())).isNotEqualTo(written(2, Map.of("mean", mean), Map.of()));
    }

    @Test
    void file_that_is_cut_off_anywhere_is_refused() throws IOException {
        byte[] file = written(1, Map.of("mean", mean), Map.of("codes", codes));

        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> ParameterFile.read(new ByteArrayInputStream(cut), Sha256.of(file)))
                    .isInstanceOf(StreamCorruptedException.class);
        }
    }

    @Test
    void file_with_any_byte_changed_is_refused() throws IOException {
        byte[] file = written(1, Map.of("mean", mean), Map.of("codes", codes));

        for (int place = 0; place < file.length; place++) {
            byte[] changed = file.clone();
            changed[place] ^= 0x55;
            assertThatThrownBy(() -> ParameterFile.read(new ByteArrayInputStream(changed), Sha256.of(file)))
                    .isInstanceOf(StreamCorruptedException.class);
        }
    }

    @Test
    void file_that_goes_on_is_refused() throws IOException {
        byte[] file = written(1, Map.of("mean", mean), Map.of());
        byte[] longer = Arrays.copyOf(file, file.length + 1);

        assertThatThrownBy(() -> ParameterFile.read(new ByteArrayInputStream(longer), Sha256.of(longer)))
                .isInstanceOf(StreamCorruptedException.class)
                .hasMessageContaining("after its end");
    }

    private static byte[] written(long attempt, Map<String, float[]> numbers, Map<String, byte[]> bytes)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ParameterFile(attempt, numbers, bytes).writeTo(out);
        return out.toByteArray();
    }
}
