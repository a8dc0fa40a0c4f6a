package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.PngEncoder;

/** Every way to look at an image, by the whole command on a small rendered data set with the built-in network. */
class EvaluateViewsTest {
    private static final int SIDE = 192;

    @TempDir
    private static Path dataset;

    @TempDir
    private Path out;

    @BeforeAll
    static void draw() throws IOException {
        EvaluateRun.draw(dataset, SIDE, 6, 2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "crops | {input_size: 192, patches: {type: crops, size: 48, stride: 24}}",
                "crops side by side | {input_size: 192, patches: {type: crops, size: 32, stride: 32}, layers: [layer2, layer3]}",
                "tiles with one bank | {tiles: {size: 96, overlap: 32}}",
                "tiles with a bank for each position | {tiles: {size: 96, overlap: 32, bank: per-position}}",
                "shrunken tiles | {tiles: {size: 128, overlap: 16}, input_size: 96}",
                "two input sizes | {input_size: [96, 160]}",
            })
    void defects_are_found_where_they_are(String name, String spec) throws IOException {
        JsonNode result = evaluate(spec);

        assertThat(result.path("pixel_auroc").asDouble()).describedAs(name).isGreaterThan(0.8);
        assertThat(result.path("refused")).isEmpty();
        assertThat(out.resolve("overlay/scratch/scratch-000.png")).isNotEmptyFile();
    }

    @Test
    void map_is_blank_outside_the_region_of_interest() throws IOException {
        JsonNode whole = evaluate("{}");
        JsonNode part = evaluate(
                "{region_of_interest: [{rectangle: [0.25, 0.1, 0.5, 0.8]}, {action: ignore, rectangle: [0.4, 0.4, 0.1, 0.1]}]}");

        assertThat(part.path("embeddings").asInt())
                .isBetween(1, whole.path("embeddings").asInt() / 2);
        assertThat(part.at("/spec/region_of_interest/1/action").asText()).isEqualTo("ignore");
        int shown = 0;
        BufferedImage map =
                ImageIO.read(out.resolve("map/scratch/scratch-000.png").toFile());
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double across = (x + 0.5) / SIDE;
                double down = (y + 0.5) / SIDE;
                boolean inside = across >= 0.25 && across < 0.75 && down >= 0.1 && down < 0.9;
                boolean ignored = across >= 0.4 && across < 0.5 && down >= 0.4 && down < 0.5;
                int value = map.getRaster().getSample(x, y, 0);
                if (!inside || ignored) {
                    assertThat(value).describedAs("%d, %d", x, y).isZero();
                }
                shown += value > 0 ? 1 : 0;
            }
        }
        assertThat(shown).isGreaterThan(SIDE * SIDE / 4);
    }

    @Test
    void map_is_blank_outside_a_polygon() throws IOException {
        JsonNode result = evaluate("{input_size: 96, region_of_interest: [{polygon: [[0, 0], [1, 0], [0, 1]]}]}");

        assertThat(result.path("embeddings").asInt()).isBetween(6 * 66, 6 * 78);
        Raster map = ImageIO.read(out.resolve("map/scratch/scratch-000.png").toFile())
                .getData();
        int shown = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int value = map.getSample(x, y, 0);
                if (x + y > SIDE) {
                    assertThat(value).describedAs("%d, %d", x, y).isZero();
                }
                shown += value > 0 ? 1 : 0;
            }
        }
        assertThat(shown).isGreaterThan(SIDE * SIDE / 3);
    }

    @Test
    void a_wider_neighbourhood_gives_a_bank_of_its_own_that_finds_defects_too() throws IOException {
        JsonNode usual = evaluate("{input_size: 96}");
        JsonNode wide = evaluate("{input_size: 96, neighbourhood: 5}");

        assertThat(wide.path("embeddings")).isEqualTo(usual.path("embeddings"));
        assertThat(wide.path("bank_hash")).isNotEqualTo(usual.path("bank_hash"));
        assertThat(wide.path("pixel_auroc").asDouble()).isGreaterThan(0.8);
    }

    @Test
    void mask_image_of_a_spec_file_is_taken_from_beside_it() throws IOException {
        byte[] samples = new byte[4];
        samples[0] = (byte) 255;
        Files.write(out.resolve("mask.png"), PngEncoder.encode(PixelImage.of8Bit(2, 2, 1, samples)));

        JsonNode result = evaluate("{region_of_interest: [{mask: mask.png}]}");

        assertThat(result.at("/spec/region_of_interest/0/mask").asText()).startsWith("data:image/png;base64,");
        assertThat(result.path("embeddings").asInt()).isEqualTo(6 * 14 * 14);
    }

    @Test
    void region_without_a_patch_is_refused_with_the_reason() throws IOException {
        StringWriter printed = new StringWriter();
        int exit = new EvaluateRun(dataset, out)
                .run(printed, "{region_of_interest: [{rectangle: [0.5, 0.5, 0.001, 0.001]}]}");

        assertThat(exit).isEqualTo(1);
        assertThat(printed.toString())
                .contains("too-few-images", "No patch of an image of 192 x 192 pixels lies in the region");
    }

    private JsonNode evaluate(String spec) throws IOException {
        return new EvaluateRun(dataset, out).figures(spec, "--set", "model.coreset_size=200", "--out", out.toString());
    }
}
