package org.patchbank.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.patchbank.image.Augmentation.Flip;
import org.patchbank.image.Augmentation.Variant;

class AugmentationTest {
    private static final PixelImage SQUARE = PixelImage.of8Bit(2, 2, 1, new byte[] {1, 2, 3, 4});

    @Test
    void quarter_turns_and_a_flip_give_all_eight_poses_once() {
        Augmentation augmentation = new Augmentation(Set.of(Flip.HORIZONTAL), true, List.of(), List.of(), List.of());

        assertThat(augmentation.variants()).isEqualTo(7);
        assertThat(augmentation.of(SQUARE).stream().map(AugmentationTest::text))
                .containsExactlyInAnyOrder("2143", "3412", "4321", "1324", "4231", "3142", "2413");
    }

    @Test
    void quarter_turns_alone_turn_clockwise_by_a_half_and_a_quarter_either_way() {
        Augmentation augmentation = new Augmentation(Set.of(), true, List.of(), List.of(), List.of());

        assertThat(augmentation.of(SQUARE).stream().map(AugmentationTest::text))
                .containsExactly("4321", "3142", "2413");
    }

    @Test
    void both_flips_together_are_a_half_turn() {
        Augmentation augmentation =
                new Augmentation(Set.of(Flip.HORIZONTAL, Flip.VERTICAL), false, List.of(), List.of(), List.of());

        assertThat(augmentation.of(SQUARE).stream().map(AugmentationTest::text))
                .containsExactly("2143", "3412", "4321");
    }

    @Test
    void every_pose_is_shown_with_each_rotation_shift_and_brightness() {
        Augmentation augmentation =
                new Augmentation(Set.of(Flip.VERTICAL), false, List.of(-5.0, 5.0), List.of(1), List.of(0.5));

        assertThat(augmentation.variants()).isEqualTo(2 * (1 + 2 + 4 + 1) - 1);
        assertThat(augmentation.of(SQUARE)).hasSize(augmentation.variants());
    }

    @Test
    void a_shift_leaves_out_what_it_lets_in_and_goes_all_four_ways() {
        Augmentation augmentation = new Augmentation(Set.of(), false, List.of(), List.of(1), List.of());

        List<Variant> variants = augmentation.of(SQUARE);

        assertThat(variants.stream().map(AugmentationTest::text)).containsExactly("2244", "1133", "3434", "1212");
        assertThat(variants.get(0).inside().test(0.25, 0.5)).isTrue();
        assertThat(variants.get(0).inside().test(0.75, 0.5)).isFalse();
    }

    @Test
    void light_is_cut_off_at_white_in_both_depths() {
        PixelImage deep = PixelImage.of16Bit(2, 1, 1, new short[] {1000, (short) 60000});
        Augmentation brighter = new Augmentation(Set.of(), false, List.of(), List.of(), List.of(1.5));

        assertThat(brighter.of(deep).get(0).picture().get().samples16()).containsExactly(1500, (short) 65535);
        assertThat(brighter.of(PixelImage.of8Bit(2, 1, 1, new byte[] {10, (byte) 200}))
                        .get(0)
                        .picture()
                        .get()
                        .samples8())
                .containsExactly(15, (byte) 255);
    }

    @Test
    void a_quarter_turn_of_an_oblong_picture_stays_in_its_frame() {
        byte[] samples = new byte[8 * 4];
        samples[1 * 8 + 4] = 100;
        Augmentation turned = new Augmentation(Set.of(), true, List.of(), List.of(), List.of());

        Variant clockwise = turned.of(PixelImage.of8Bit(8, 4, 1, samples)).get(1);

        assertThat(clockwise.picture().get().width()).isEqualTo(8);
        // half a pixel right of the middle and half above it becomes half right and half below
        assertThat(clockwise.picture().get().samples8()[2 * 8 + 4]).isEqualTo((byte) 100);
        assertThat(clockwise.inside().test(0.1, 0.5)).isFalse();
        assertThat(clockwise.inside().test(0.5, 0.1)).isTrue();
    }

    @Test
    void a_turned_oblong_flip_agrees_with_the_square_one() {
        Augmentation all = new Augmentation(Set.of(Flip.HORIZONTAL), true, List.of(), List.of(), List.of());
        byte[] square = new byte[16];
        byte[] oblong = new byte[24];
        for (int i = 0; i < 16; i++) {
            square[i] = (byte) i;
            oblong[i / 4 * 6 + 1 + i % 4] = (byte) i;
        }
        List<Variant> squares = all.of(PixelImage.of8Bit(4, 4, 1, square));
        List<Variant> oblongs = all.of(PixelImage.of8Bit(6, 4, 1, oblong));

        for (int variant = 0; variant < squares.size(); variant++) {
            for (int i = 0; i < 16; i++) {
                assertThat(oblongs.get(variant).picture().get().samples8()[i / 4 * 6 + 1 + i % 4])
                        .as("variant %d, pixel %d", variant, i)
                        .isEqualTo(squares.get(variant).picture().get().samples8()[i]);
            }
        }
    }

    @Test
    void none_has_no_variants() {
        assertThat(Augmentation.NONE.isNone()).isTrue();
        assertThat(Augmentation.NONE.of(SQUARE)).isEmpty();
    }

    private static String text(Variant variant) {
        byte[] samples = variant.picture().get().samples8();
        return java.util.stream.IntStream.range(0, samples.length)
                .mapToObj(i -> String.valueOf(samples[i]))
                .collect(Collectors.joining());
    }
}
