package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.embedding.Crops;
import org.patchbank.image.Area.Mask;
import org.patchbank.image.Area.Point;
import org.patchbank.image.Area.Polygon;
import org.patchbank.image.Area.Rectangle;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.PngEncoder;
import org.patchbank.pipeline.spec.TilesSpec.Bank;
import org.patchbank.platform.PatchbankException;

/** What a spec says of the views of an image: patches, tiles, input sizes, region of interest. */
class ViewSpecsTest {
    @Test
    void by_default_the_network_sees_the_image_whole_and_cells_are_patches() {
        DetectorSpec spec = DetectorSpecs.defaults();

        assertThat(spec.tiles()).isEmpty();
        assertThat(spec.region().isAll()).isTrue();
        assertThat(spec.embedding().crops()).isEmpty();
        assertThat(spec.embedding().inputSizes()).containsExactly(224);
    }

    @Test
    void tiles_are_seen_at_full_resolution_unless_an_input_size_is_given() throws JsonProcessingException {
        DetectorSpec spec = read("tiles: {size: 256, overlap: 32, bank: per-position}");

        assertThat(spec.tiles()).contains(new TilesSpec(256, 32, Bank.PER_POSITION));
        assertThat(spec.embedding().inputSizes()).containsExactly(256);
        assertThat(read("tiles: {size: 256}\ninput_size: 128").embedding().inputSize())
                .isEqualTo(128);
        assertThat(read("tiles: {size: 256}").tiles()).contains(new TilesSpec(256, 32, Bank.SHARED));
        assertThat(read("tiles: {size: 8192}\ninput_size: 2048").embedding().inputSize())
                .isEqualTo(2048);
        assertThat(read("tiles: {size: 2048}").embedding().inputSize()).isEqualTo(2048);
        assertThat(read("tiles: none").tiles()).isEmpty();
        assertReadsBack(spec);
    }

    @Test
    void crops_have_no_neighbourhood_by_default() throws JsonProcessingException {
        DetectorSpec spec = read("patches: {type: crops, size: 96, stride: 48}\ninput_size: 448");

        assertThat(spec.embedding().crops()).isEqualTo(Optional.of(new Crops(96, 48)));
        assertThat(spec.embedding().neighbourhood()).isEqualTo(1);
        assertThat(read("patches: crops").embedding().crops()).contains(new Crops(64, 32));
        assertThat(read("patches: {type: cells}").embedding().crops()).isEmpty();
        assertReadsBack(spec);
    }

    @Test
    void several_input_sizes_are_a_list() throws JsonProcessingException {
        DetectorSpec spec = read("input_size: [320, 224]");

        assertThat(spec.embedding().inputSizes()).containsExactly(224, 320);
        assertThat(spec.embedding().inputSize()).isEqualTo(320);
        assertReadsBack(spec);
    }

    @Test
    void region_of_interest_has_areas_to_include_and_to_ignore() throws JsonProcessingException {
        String png = "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(PngEncoder.encode(PixelImage.of8Bit(2, 1, 1, new byte[] {
                    (byte) 255, 0
                })));
        DetectorSpec spec = read("""
                region_of_interest:
                  - {rectangle: [0.1, 0.2, 0.5, 0.5]}
                  - {action: ignore, polygon: [[0, 0], [1, 0], [0.5, 1]]}
                  - {action: include, mask: "%s"}
                """.formatted(png));

        assertThat(spec.region().include()).hasSize(2).first().isEqualTo(new Rectangle(0.1, 0.2, 0.5, 0.5));
        assertThat(spec.region().ignore())
                .containsExactly(new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(0.5, 1))));
        assertThat(((Mask) spec.region().include().get(1)).png()).isEqualTo(png);
        assertThat(spec.region().pixels(0, 4, 1).get(0)).isTrue();
        assertReadsBack(spec);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tiles: {size: 16} | tiles.size",
                "tiles: {size: 64, overlap: 64} | tiles.overlap",
                "tiles: {bank: own} | shared, per-position",
                "tiles: 512 | tiles",
                "tiles: {size: 2049} | Tiles of 2049 pixels cannot be seen at full resolution",
                "{tiles: {bank: per-position}, augmentation: {flips: [horizontal]}} | for each tile position",
                "input_size: [] | 0 input sizes",
                "input_size: [224, 224] | name one twice",
                "input_size: [224, 5] | from 32 to 2048",
                "patches: squares | cells, crops",
                "patches: {type: cells, size: 64} | patches.size",
                "patches: {type: crops, size: 256} | do not fit the input size 224",
                "patches: {type: crops, size: 64, stride: 65} | from 1 to 64",
                "{patches: crops, neighbourhood: 3} | no neighbourhood of 3",
                "region_of_interest: {} | list of at most",
                "region_of_interest: [{action: cut, rectangle: [0, 0, 1, 1]}] | include, ignore",
                "region_of_interest: [{action: ignore}] | either a rectangle",
                "region_of_interest: [{rectangle: [0, 0, 2, 1]}] | inside it",
                "region_of_interest: [{polygon: [[0, 0], [1, 1]]}] | three corners",
                "region_of_interest: [{mask: part.png}] | command line only",
                "region_of_interest: [{mask: 'data:image/png;base64,AAAA'}] | PNG",
            })
    void nonsense_is_refused_with_the_reason(String yaml, String reason) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.getMessage() + " " + e.remedy()).contains(reason));
    }

    private static void assertReadsBack(DetectorSpec spec) {
        assertThat(DetectorSpecs.read(DetectorSpecs.write(spec), Map.of())).isEqualTo(spec);
    }

    private static DetectorSpec read(String yaml) throws JsonProcessingException {
        return DetectorSpecs.read(new YAMLMapper().readTree(yaml), Map.of());
    }
}
