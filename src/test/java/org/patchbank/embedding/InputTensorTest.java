package org.patchbank.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.testing.Shared;

class InputTensorTest {
    private static final float[] STD = {.229f, .224f, .225f};

    @Test
    void fixture_input_is_met() throws IOException {
        float[] expected = Shared.floats("fixtures/input_1x3x224x224.f32");
        String name = new ObjectMapper()
                .readTree(Shared.bytes("fixtures/patches.json"))
                .get("image")
                .textValue();
        PixelImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(Shared.bytes("datasets/magnetic_tile/" + name));

        float[] input = new InputTensor(InputLayout.IMAGENET, 224).of(image);

        assertThat(input).hasSameSizeAs(expected);
        double worst = 0;
        double sum = 0;
        for (int i = 0; i < input.length; i++) {
            double difference = Math.abs(input[i] - expected[i]) * STD[i / (224 * 224)] * 255;
            worst = Math.max(worst, difference);
            sum += difference;
        }
        assertThat(worst).as("largest difference, in 255ths").isLessThanOrEqualTo(3);
        assertThat(sum / input.length).as("mean difference, in 255ths").isLessThanOrEqualTo(0.5);
    }

    @Test
    void keras_input_is_bgr_without_scale() {
        InputLayout keras = new InputLayout(
                "input",
                InputLayout.Axes.NCHW,
                InputLayout.ColourOrder.BGR,
                1,
                List.of(103.939, 116.779, 123.68),
                List.of(1.0, 1.0, 1.0));
        PixelImage red = PixelImage.of8Bit(1, 1, 3, new byte[] {(byte) 200, 100, 50});

        assertThat(new InputTensor(keras, 1).of(red))
                .containsExactly((float) (50 - 103.939), (float) (100 - 116.779), (float) (200 - 123.68));
    }

    @Test
    void channels_last_interleaves_colours() {
        InputLayout last = new InputLayout(null, InputLayout.Axes.NHWC, InputLayout.ColourOrder.RGB, 1, null, null);
        PixelImage two = PixelImage.of8Bit(2, 2, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

        InputTensor tensor = new InputTensor(last, 2);

        assertThat(tensor.of(two)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(tensor.shape()).containsExactly(1, 2, 2, 3);
    }

    @Test
    void grey_of_16_bits_keeps_fractions_of_a_step() {
        InputLayout plain = new InputLayout(null, InputLayout.Axes.NCHW, InputLayout.ColourOrder.RGB, 1, null, null);
        PixelImage grey = PixelImage.of16Bit(1, 1, 1, new short[] {(short) (257 * 128 + 64)});

        assertThat(new InputTensor(plain, 1).of(grey)).containsExactly(128.24902f, 128.24902f, 128.24902f);
    }
}
