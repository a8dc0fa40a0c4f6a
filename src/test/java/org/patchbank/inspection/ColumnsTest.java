package org.patchbank.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.patch.Patch;
import org.patchbank.scoring.Region;

class ColumnsTest {
    @Test
    void patch_scores_come_back_bit_for_bit() {
        float[] scores = {0f, -0f, 1.1f, Float.MIN_VALUE, 3.4e38f};

        byte[] bytes = PatchScoresColumn.write(scores);

        assertThat(bytes).hasSize(20).startsWith(0, 0, 0, 0, 0, 0, 0, 0x80);
        assertThat(PatchScoresColumn.read(bytes)).containsExactly(scores);
    }

    @Test
    void regions_come_back() {
        List<Region> regions = List.of(new Region(1, 2, 3, 4, 11, 5.25f, 2, 3, new Patch(7, 8)));
        RegionsColumn column = new RegionsColumn();

        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(regions)))
                .isEqualTo(regions);
    }

    @Test
    void timings_come_back() {
        Map<String, Double> timings = Map.of("decode", 1.5, "search", 0.25);
        TimingsColumn column = new TimingsColumn();

        assertThat(column.convertToEntityAttribute(column.convertToDatabaseColumn(timings)))
                .isEqualTo(timings);
    }
}
