package org.patchbank.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.BitSet;
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
    private static final ObjectMapper JSON = new ObjectMapper();

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
    void zones_of_regions_are_stored_and_rows_without_are_read() throws IOException {
        Region region = new Region(1, 2, 3, 4, 11, 5.25f, 2, 3, new Patch(7, 8));
        String without =
                "{\"x\":1,\"y\":2,\"w\":3,\"h\":4,\"area\":11,\"peak\":5.25,\"px\":2,\"py\":3,\"row\":7,\"col\":8}";

        assertThat(JSON.writeValueAsString(RegionJson.of(region))).isEqualTo(without);
        assertThat(JSON.readValue(without, RegionJson.class).region()).isEqualTo(region);
        Region zoned = region.in("sealing face");
        assertThat(JSON.readValue(JSON.writeValueAsString(RegionJson.of(zoned)), RegionJson.class)
                        .region())
                .isEqualTo(zoned);
    }

    @Test
    void registrations_are_stored_as_five_values() throws IOException {
        Registration registration = new Registration(new Motion(3.5, -0.1, 0.2), 0.93, true);
        String json = JSON.writeValueAsString(RegistrationJson.of(registration));

        assertThat(json).isEqualTo("{\"degrees\":3.5,\"x\":-0.1,\"y\":0.2,\"correlation\":0.93,\"sure\":true}");
        assertThat(JSON.readValue(json, RegistrationJson.class).registration()).isEqualTo(registration);
    }

    @Test
    void timings_come_back_in_the_order_of_stages() {
        assertThat(InspectionEntity.inOrder(Map.of("search", 0.25, "decode", 1.5))
                        .keySet())
                .containsExactly("decode", "search");
    }
}
