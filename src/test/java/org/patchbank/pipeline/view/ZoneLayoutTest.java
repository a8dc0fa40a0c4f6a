package org.patchbank.pipeline.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbank.image.Area;
import org.patchbank.patch.PatchGrid;
import org.patchbank.pipeline.spec.ZonesSpec;
import org.patchbank.pipeline.spec.ZonesSpec.ZoneSpec;
import org.patchbank.scoring.Zoning;

class ZoneLayoutTest {
    private static final PatchGrid GRID = new PatchGrid(2, 4);

    @Test
    void a_strict_zone_keeps_every_patch_that_it_touches() {
        assertThat(ZoneLayout.zones(List.of(zone(0.3, 0, 0.3, 0.2, 2)), GRID)).containsExactly(1, 0, 0, 1, 1, 1, 1, 1);
    }

    @Test
    void a_lax_zone_keeps_only_patches_that_lie_in_it_whole() {
        assertThat(ZoneLayout.zones(List.of(zone(0.2, 0, 0.6, 0.9, 0.5)), GRID))
                .containsExactly(1, 0, 0, 1, 1, 1, 1, 1);
    }

    @Test
    void of_two_zones_the_stricter_wins_whatever_their_order() {
        ZoneSpec lax = zone(0, 0, 1, 1, 0.5);
        ZoneSpec strict = zone(0.5, 0.5, 0.5, 0.5, 3);

        assertThat(ZoneLayout.zones(List.of(lax, strict), GRID)).containsExactly(0, 0, 0, 0, 0, 0, 1, 1);
        assertThat(ZoneLayout.zones(List.of(strict, lax), GRID)).containsExactly(1, 1, 1, 1, 1, 1, 0, 0);
    }

    @Test
    void of_equals_the_first_wins_and_any_zone_before_none() {
        ZoneSpec first = zone(0, 0, 0.6, 1, 1);
        ZoneSpec second = zone(0.5, 0, 0.4, 1, 1);

        assertThat(ZoneLayout.zones(List.of(first, second), GRID)).containsExactly(0, 0, 0, 1, 0, 0, 0, 1);
    }

    @Test
    void a_spec_becomes_its_zoning() {
        assertThat(ZoneLayout.zoning(ZonesSpec.NONE).isNone()).isTrue();
        assertThat(ZoneLayout.zoning(ZonesSpec.PER_POSITION).isPerPosition()).isTrue();
        Zoning zoning = ZoneLayout.zoning(new ZonesSpec(false, List.of(zone(0, 0, 0.5, 1, 2))));
        assertThat(zoning.name(GRID, 0)).contains("zone");
        assertThat(zoning.name(GRID, 3)).isEmpty();
    }

    private static ZoneSpec zone(double x, double y, double width, double height, double strictness) {
        return new ZoneSpec("zone", new Area.Rectangle(x, y, width, height), null, null, strictness);
    }
}
