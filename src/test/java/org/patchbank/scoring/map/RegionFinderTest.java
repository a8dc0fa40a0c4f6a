package org.patchbank.scoring.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.patchbank.patch.Patch;
import org.patchbank.patch.PatchGrid;

class RegionFinderTest {
    private final RegionFinder finder = new RegionFinder();

    @Test
    void nothing_above_the_limit_gives_no_region() {
        assertThat(finder.find(map("11", "11"), 1, new PatchGrid(1, 1))).isEmpty();
    }

    @Test
    void region_has_box_area_peak_and_patch() {
        AnomalyMap map = map(
                "00000000", //
                "00230000",
                "00090000",
                "00000000");

        assertThat(finder.find(map, 1.5, new PatchGrid(2, 4)))
                .containsExactly(new Region(2, 1, 2, 2, 3, 9, 3, 2, new Patch(1, 1)));
    }

    @Test
    void corners_connect() {
        AnomalyMap map = map(
                "2000", //
                "0200", "0020", "0200");

        assertThat(finder.find(map, 1, new PatchGrid(1, 1))).hasSize(1);
    }

    @Test
    void arms_that_meet_below_are_one_region() {
        AnomalyMap map = map(
                "2020202", //
                "2020202", "2222202");

        List<Region> regions = finder.find(map, 1, new PatchGrid(1, 1));

        assertThat(regions).extracting(Region::area).containsExactly(11, 3);
    }

    @Test
    void highest_peak_comes_first_and_ties_from_the_top_left() {
        AnomalyMap map = map(
                "20030", //
                "00000", "30009");

        assertThat(finder.find(map, 1, new PatchGrid(1, 1)))
                .extracting(region -> List.of(region.peakX(), region.peakY()))
                .containsExactly(List.of(4, 2), List.of(3, 0), List.of(0, 2), List.of(0, 0));
    }

    @Test
    void limit_between_two_floats_is_not_rounded_up() {
        float value = 1.1f;
        AnomalyMap map = new AnomalyMap(1, 1, new float[] {value});

        assertThat(finder.find(map, Math.nextDown((double) value), new PatchGrid(1, 1)))
                .hasSize(1);
        assertThat(finder.find(map, value, new PatchGrid(1, 1))).isEmpty();
    }

    @Test
    void random_maps_split_as_flood_fill_splits_them() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 200; i++) {
            int width = 1 + random.nextInt(20);
            int height = 1 + random.nextInt(20);
            float[] values = new float[width * height];
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) random.nextDouble();
            }
            AnomalyMap map = new AnomalyMap(width, height, values);
            double limit = random.nextDouble();

            assertThat(finder.find(map, limit, new PatchGrid(1, 1)).stream()
                            .map(Region::area)
                            .sorted())
                    .containsExactlyElementsOf(floodFilledAreas(map, limit));
        }
    }

    private static List<Integer> floodFilledAreas(AnomalyMap map, double limit) {
        boolean[] seen = new boolean[map.values().length];
        List<Integer> areas = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) {
            int area = fill(map, limit, seen, i);
            if (area > 0) {
                areas.add(area);
            }
        }
        return areas.stream().sorted().toList();
    }

    private static int fill(AnomalyMap map, double limit, boolean[] seen, int start) {
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        int area = 0;
        while (!open.isEmpty()) {
            int i = open.pop();
            if (seen[i] || map.values()[i] <= limit) {
                continue;
            }
            seen[i] = true;
            area++;
            int x = i % map.width();
            int y = i / map.width();
            for (int ny = Math.max(0, y - 1); ny <= Math.min(map.height() - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(map.width() - 1, x + 1); nx++) {
                    open.push(ny * map.width() + nx);
                }
            }
        }
        return area;
    }

    private static AnomalyMap map(String... rows) {
        float[] values = new float[rows.length * rows[0].length()];
        int i = 0;
        for (char digit : String.join("", Arrays.asList(rows)).toCharArray()) {
            values[i++] = digit - '0';
        }
        return new AnomalyMap(rows[0].length(), rows.length, values);
    }
}
