package org.patchbank.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.PatchbankException;

class TilingTest {
    @Test
    void tiles_follow_at_a_fixed_stride_and_the_last_ends_with_the_image() {
        assertThat(new Tiling(512, 64, 8).starts(4096))
                .containsExactly(0, 448, 896, 1344, 1792, 2240, 2688, 3136, 3584);
        assertThat(new Tiling(100, 20, 1).starts(250)).containsExactly(0, 80, 150);
        assertThat(new Tiling(100, 0, 1).starts(200)).containsExactly(0, 100);
    }

    @Test
    void stride_is_a_multiple_of_the_step_so_that_neighbours_overlap_by_no_less() {
        assertThat(new Tiling(100, 25, 10).starts(250)).containsExactly(0, 70, 140, 150);
    }

    @Test
    void short_axis_is_one_tile() {
        assertThat(new Tiling(512, 64, 8).tiles(700, 300))
                .containsExactly(new Window(0, 0, 512, 300), new Window(188, 0, 512, 300));
    }

    @Test
    void every_pixel_is_covered_and_neighbours_share_the_overlap() {
        for (int size = 1; size < 12; size++) {
            for (int overlap = 0; overlap < size; overlap++) {
                for (int length = 1; length < 40; length++) {
                    assertCovers(new Tiling(size, overlap, 1 + overlap % 3), length);
                }
            }
        }
    }

    private static void assertCovers(Tiling tiling, int length) {
        int[] starts = tiling.starts(length);
        BitSet covered = new BitSet();
        for (int i = 0; i < starts.length; i++) {
            covered.set(starts[i], starts[i] + tiling.extent(length));
            if (i > 0) {
                assertThat(starts[i - 1] + tiling.size() - starts[i])
                        .describedAs("%s of %d", tiling, length)
                        .isGreaterThanOrEqualTo(tiling.overlap());
                assertThat(starts[i]).isGreaterThan(starts[i - 1]);
            }
        }
        assertThat(covered.cardinality())
                .describedAs("%s of %d", tiling, length)
                .isEqualTo(length);
        assertThat(covered.length()).isEqualTo(length);
    }

    @Test
    void weights_fall_evenly_over_the_overlap_but_not_at_the_border_of_the_image() {
        Tiling tiling = new Tiling(100, 20, 1);

        // Tiles begin at 0, 80 and 150 of 250: of 80 to 100 the first falls while the second rises.
        assertThat(tiling.weight(0, 250, 0.5)).isEqualTo(1);
        assertThat(tiling.weight(0, 250, 85)).isCloseTo(0.75, within(1e-12));
        assertThat(tiling.weight(80, 250, 85)).isCloseTo(0.25, within(1e-12));
        assertThat(tiling.weight(80, 250, 120)).isEqualTo(1);
        assertThat(tiling.weight(150, 250, 249.5)).isEqualTo(1);
    }

    @Test
    void every_place_has_some_weight() {
        Tiling tiling = new Tiling(64, 16, 8);
        for (double place = 0.5; place < 333; place++) {
            double sum = 0;
            for (int start : tiling.starts(333)) {
                boolean inside = place >= start && place < start + 64;
                sum += inside ? tiling.weight(start, 333, place) : 0;
            }
            assertThat(sum).isGreaterThan(0.9);
        }
    }

    @Test
    void too_many_tiles_are_refused_with_their_number() {
        Tiling tiling = new Tiling(32, 16, 8);

        assertThatThrownBy(() -> tiling.tiles(4096, 3072))
                .isInstanceOf(PatchbankException.class)
                .hasMessageContaining("255 x 191 tiles")
                .hasMessageContaining("4096");
    }

    @Test
    void crop_of_an_image_holds_its_pixels() {
        PixelImage image = PixelImage.of8Bit(3, 2, 1, new byte[] {1, 2, 3, 4, 5, 6});

        assertThat(image.crop(new Window(1, 0, 2, 2)).samples8()).containsExactly(2, 3, 5, 6);
        assertThat(PixelImage.of16Bit(3, 1, 1, new short[] {1, 2, 3})
                        .crop(new Window(2, 0, 1, 1))
                        .samples16())
                .containsExactly((short) 3);
        assertThatThrownBy(() -> image.crop(new Window(2, 0, 2, 1))).hasMessageContaining("beyond 3 x 2");
    }

    @Test
    void crops_lie_around_the_middles_of_even_cells_and_inside_the_image() {
        assertThat(new CropLayout(224, 56, 56).starts()).containsExactly(0, 56, 112, 168);
        // Middles of four cells of 32: 16, 48, 80, 112, less half of 64.
        assertThat(new CropLayout(128, 64, 32).starts()).containsExactly(0, 16, 48, 64);
        assertThat(new CropLayout(100, 100, 100).starts()).containsExactly(0);
        assertThat(new CropLayout(128, 96, 32).starts()).containsExactly(0, 0, 32, 32);
        assertThat(new CropLayout(128, 96, 32).distinct()).isEqualTo(2);
    }

    @Test
    void crops_cover_every_pixel() {
        for (int side = 1; side < 40; side++) {
            for (int size = 1; size <= side; size++) {
                for (int stride = 1; stride <= size; stride++) {
                    BitSet covered = new BitSet();
                    for (int start : new CropLayout(side, size, stride).starts()) {
                        covered.set(start, start + size);
                    }
                    assertThat(covered.nextClearBit(0))
                            .describedAs(List.of(side, size, stride) + "")
                            .isEqualTo(side);
                }
            }
        }
    }
}
