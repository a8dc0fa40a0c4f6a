package org.patchbank.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbank.image.Area.Mask;
import org.patchbank.image.Area.Point;
import org.patchbank.image.Area.Polygon;
import org.patchbank.image.Area.Rectangle;

class RegionOfInterestTest {
    private static final Rectangle LEFT_HALF = new Rectangle(0, 0, 0.5, 1);
    private static final Rectangle TOP_HALF = new Rectangle(0, 0, 1, 0.5);

    @Test
    void no_area_is_the_whole_image() {
        assertThat(RegionOfInterest.ALL.isAll()).isTrue();
        assertThat(pixels(RegionOfInterest.ALL, 3, 2)).containsExactly("###", "###");
    }

    @Test
    void included_rectangle_holds_the_pixels_whose_middles_lie_in_it() {
        // Middles at 1/8, 3/8, 5/8, 7/8: from 1/4 to 3/4 lie the second and the third.
        assertThat(pixels(including(new Rectangle(0.25, 0.25, 0.5, 0.5)), 4, 4))
                .containsExactly("....", ".##.", ".##.", "....");
    }

    @Test
    void ignored_areas_are_taken_from_what_is_included() {
        RegionOfInterest region = new RegionOfInterest(List.of(LEFT_HALF), List.of(TOP_HALF));

        assertThat(pixels(region, 4, 4)).containsExactly("....", "....", "##..", "##..");
    }

    @Test
    void ignoring_alone_leaves_the_rest_of_the_image() {
        RegionOfInterest region = new RegionOfInterest(List.of(), List.of(LEFT_HALF));

        assertThat(pixels(region, 4, 2)).containsExactly("..##", "..##");
    }

    @Test
    void several_included_areas_add_up() {
        assertThat(pixels(including(LEFT_HALF, TOP_HALF), 2, 2)).containsExactly("##", "#.");
    }

    @Test
    void triangle_holds_what_its_outline_encloses() {
        Polygon triangle = new Polygon(List.of(new Point(0, 0), new Point(1, 1), new Point(0, 1)));

        // Below the diagonal; a middle that lies on the right edge is outside.
        assertThat(pixels(including(triangle), 4, 4)).containsExactly("....", "#...", "##..", "###.");
    }

    @Test
    void bent_polygon_has_a_gap() {
        Polygon bent = new Polygon(List.of(
                new Point(0, 0),
                new Point(1, 0),
                new Point(1, 1),
                new Point(0.72, 1),
                new Point(0.72, 0.4),
                new Point(0.3, 0.4),
                new Point(0.3, 1),
                new Point(0, 1)));

        assertThat(pixels(including(bent), 5, 2)).containsExactly("#####", "#...#");
    }

    @Test
    void mask_is_stretched_over_the_image() {
        Mask mask = new Mask("", PixelImage.of8Bit(2, 2, 1, new byte[] {(byte) 255, 0, 127, (byte) 128}));

        assertThat(pixels(including(mask), 4, 2)).containsExactly("##..", "..##");
    }

    @Test
    void cell_belongs_to_the_region_with_half_of_its_area() {
        // Cells are a quarter wide: the second one is covered from 1/4 to 3/8, exactly half.
        assertThat(cells(including(new Rectangle(0, 0, 0.375, 1)), new Window(0, 0, 40, 40)))
                .isEqualTo("{0, 1, 4, 5}");
        assertThat(cells(including(new Rectangle(0, 0, 0.34, 1)), new Window(0, 0, 40, 40)))
                .isEqualTo("{0, 4}");
    }

    @Test
    void cells_of_a_window_are_those_of_that_part() {
        // The right half of the image, four cells wide: the region ends at 5/8, a quarter into the window.
        assertThat(cells(including(new Rectangle(0, 0, 0.625, 1)), new Window(20, 0, 20, 40)))
                .isEqualTo("{0, 4}");
    }

    @Test
    void areas_that_leave_the_image_are_refused() {
        assertThatThrownBy(() -> new Rectangle(0.5, 0, 0.6, 1)).hasMessageContaining("inside");
        assertThatThrownBy(() -> new Rectangle(0, 0, 0, 1)).hasMessageContaining("inside");
        assertThatThrownBy(() -> new Point(1.01, 0)).hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> new Polygon(List.of(new Point(0, 0), new Point(1, 1))))
                .hasMessageContaining("three");
    }

    private static RegionOfInterest including(Area... areas) {
        return new RegionOfInterest(List.of(areas), List.of());
    }

    private static String cells(RegionOfInterest region, Window window) {
        return region.cells(2, 4, window, 40, 40).toString();
    }

    private static List<String> pixels(RegionOfInterest region, int width, int height) {
        return java.util.stream.IntStream.range(0, height)
                .mapToObj(y -> line(region.pixels(y, width, height), width))
                .toList();
    }

    private static String line(BitSet pixels, int width) {
        StringBuilder line = new StringBuilder();
        for (int x = 0; x < width; x++) {
            line.append(pixels.get(x) ? '#' : '.');
        }
        return line.toString();
    }
}
