package org.patchbank.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.Motion;
import org.patchbank.image.align.Registration;
import org.patchbank.patch.Patch;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.scoring.map.Region;

class ColumnsTest {
    @Test
    void patch_scores_come_back_bit_for_bit() {
        float[] scores = {0f, -0f, 1.1f, Float.MIN_VALUE, 3.4e38f};

        PatchScores patches = new PatchScores(new PatchGrid(1, 5), scores, new int[0]);

        byte[] bytes = PatchScoresColumn.write(patches);

        assertThat(bytes).hasSize(20).startsWith(0, 0, 0, 0, 0, 0, 0, 0x80);
        assertThat(PatchScoresColumn.read(bytes, patches.grid())).isEqualTo(patches);
    }

    @Test
    void patches_outside_the_region_stay_outside() {
        PatchMask second = PatchMask.of(BitSet.valueOf(new long[] {2}));
        PatchScores patches = new PatchScores(new PatchGrid(1, 3), new float[] {0, 0.5f, 0}, new int[0], second);

        assertThat(PatchScoresColumn.read(PatchScoresColumn.write(patches), patches.grid()))
                .isEqualTo(patches);
    }

    @Test
    void regions_come_back() {
        List<Region> regions = List.of(new Region(1, 2, 3, 4, 11, 5.25f, 2, 3, new Patch(7, 8)));
        RegionsColumn column = new RegionsColumn();

        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(regions)))
                .isEqualTo(regions);
    }

    @Test
    void zones_of_regions_come_back_and_rows_without_are_read() {
        List<Region> regions = List.of(new Region(1, 2, 3, 4, 11, 5.25f, 2, 3, new Patch(7, 8)).in("sealing face"));
        RegionsColumn column = new RegionsColumn();

        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(regions)))
                .isEqualTo(regions);
        assertThat(column.convertToEntityAttribute(
                                "[{\"x\":1,\"y\":2,\"w\":3,\"h\":4,\"area\":5,\"peak\":6,\"px\":1,\"py\":2,\"row\":0,\"col\":0}]")
                        .get(0)
                        .zone())
                .isNull();
    }

    @Test
    void registrations_come_back() {
        Registration registration = new Registration(new Motion(3.5, -0.1, 0.2), 0.93, true);
        RegistrationColumn column = new RegistrationColumn();

        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(registration)))
                .isEqualTo(registration);
        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(null)))
                .isNull();
    }

    @Test
    void timings_come_back() {
        Map<String, Double> timings = Map.of("decode", 1.5, "search", 0.25);
        TimingsColumn column = new TimingsColumn();

        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(timings)))
                .isEqualTo(timings);
    }
}
