package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.image.Area.Point;
import org.patchbank.image.Area.Polygon;
import org.patchbank.image.Area.Rectangle;
import org.patchbank.image.Augmentation;
import org.patchbank.image.Augmentation.Flip;
import org.patchbank.image.align.Alignment;
import org.patchbank.pipeline.spec.ZonesSpec.ZoneSpec;
import org.patchbank.platform.PatchbankException;

/** The fields augmentation, alignment and zones. */
class PositionSpecsTest {
    @Test
    void by_default_images_are_taken_as_they_come_with_one_limit() {
        DetectorSpec spec = DetectorSpecs.defaults();

        assertThat(spec.augmentation().augmentation()).isEqualTo(Augmentation.NONE);
        assertThat(spec.alignment()).isEqualTo(Alignment.NONE);
        assertThat(spec.zones()).isEqualTo(ZonesSpec.NONE);
    }

    @Test
    void every_field_is_read_and_written() throws IOException {
        DetectorSpec spec = read("""
                augmentation: {flips: [vertical, horizontal], rotations: [-5, 5.5], shifts: [8], brightness: [0.9]}
                """);

        assertThat(spec.augmentation().augmentation())
                .isEqualTo(new Augmentation(
                        Set.of(Flip.HORIZONTAL, Flip.VERTICAL), false, List.of(-5.0, 5.5), List.of(8), List.of(0.9)));
        assertThat(again(spec)).isEqualTo(spec);
    }

    @Test
    void zones_are_read_and_written() throws IOException {
        DetectorSpec spec = read("""
                alignment: shift-and-rotation
                zones:
                  - {name: sealing face, rectangle: [0.1, 0.2, 0.3, 0.4], strictness: 2}
                  - {name: skin, polygon: [[0, 0], [1, 0], [0, 1]]}
                """);

        assertThat(spec.alignment()).isEqualTo(Alignment.SHIFT_AND_ROTATION);
        assertThat(spec.zones().zones())
                .containsExactly(
                        new ZoneSpec("sealing face", new Rectangle(0.1, 0.2, 0.3, 0.4), null, null, 2.0),
                        new ZoneSpec(
                                "skin",
                                null,
                                new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(0, 1))),
                                null,
                                1.0));
        assertThat(again(spec)).isEqualTo(spec);
        assertThat(again(read("zones: per-position"))).isEqualTo(read("zones: per-position"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "augmentation: {flips: [diagonal]}",
                "augmentation: {quarter_turns: 4}",
                "augmentation: {rotations: [0]}",
                "augmentation: {rotations: 5}",
                "augmentation: {shifts: [1.5]}",
                "augmentation: {brightness: [0]}",
                "augmentation: {flips: [horizontal], quarter_turns: true, rotations: [1, 2, 3, 4], shifts: [4]}",
                "alignment: yes-please",
                "zones: everywhere",
                "zones: [{name: a}]",
                "zones: [{rectangle: [0, 0, 1, 1], polygon: [[0, 0], [1, 0], [0, 1]]}]",
                "zones: [{rectangle: [0.5, 0, 1, 1]}]",
                "zones: [{polygon: [[0, 0], [1, 0]]}]",
                "zones: [{rectangle: [0, 0, 1, 1], strictness: 0}]",
                "zones: [{name: a, rectangle: [0, 0, 1, 1]}, {name: a, rectangle: [0, 0, 0.5, 1]}]"
            })
    void values_out_of_range_are_refused(String yaml) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(SpecErrorCode.SPEC_VALUE_INVALID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{alignment: shift, augmentation: {quarter_turns: true}} | template",
                "{alignment: shift-and-rotation, augmentation: {flips: [vertical]}} | template",
                "{alignment: shift-and-rotation, augmentation: {rotations: [3]}} | undoes rotations",
                "{alignment: shift, augmentation: {shifts: [3]}} | undoes shifts",
                "{zones: per-position, augmentation: {quarter_turns: true}} | lie alike",
                "{model: {type: gaussian-per-position}, augmentation: {flips: [vertical]}} | lie alike",
                "{model: {position_radius: 2}, augmentation: {quarter_turns: true}} | lie alike"
            })
    void combinations_that_make_no_sense_are_refused_with_the_reason(String yaml, String reason) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOfSatisfying(PatchbankException.class, e -> {
            assertThat(e.code()).isEqualTo(SpecErrorCode.SPEC_CONTRADICTION);
            assertThat(e).hasMessageContaining(reason);
            assertThat(e.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{alignment: shift, augmentation: {rotations: [3], brightness: [0.9]}}",
                "{zones: per-position, alignment: shift-and-rotation}",
                "{zones: [{name: a, rectangle: [0, 0, 1, 1]}], augmentation: {rotations: [2], shifts: [4]}}"
            })
    void combinations_that_make_sense_are_read(String yaml) throws IOException {
        assertThat(again(read(yaml))).isEqualTo(read(yaml));
    }

    private static DetectorSpec read(String yaml) throws IOException {
        return DetectorSpecs.read(new YAMLMapper().readTree(yaml), Map.of());
    }

    private static DetectorSpec again(DetectorSpec spec) {
        return DetectorSpecs.read(DetectorSpecs.write(spec), Map.of());
    }
}
