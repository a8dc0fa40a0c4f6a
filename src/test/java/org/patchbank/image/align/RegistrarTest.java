package org.patchbank.image.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.image.Motion;
import org.patchbank.image.PixelImage;

/** On pictures that are computed point by point from a formula, so that their motion is known without any resampling. */
class RegistrarTest {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 240;

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 0.1, -0.06", "0, -0.2, 0.15", "0, 0.0123, 0.0456"})
    void a_shift_is_found_to_a_quarter_of_a_pixel(double degrees, double x, double y) {
        Registrar registrar = registrar(Alignment.SHIFT);

        Registration found = registrar.register(part(new Motion(degrees, x, y), 5));

        assertThat(found.sure()).isTrue();
        assertThat(found.motion().degrees()).isZero();
        assertThat(found.motion().x()).isCloseTo(x, within(0.25 / WIDTH));
        assertThat(found.motion().y()).isCloseTo(y, within(0.25 / WIDTH));
    }

    @ParameterizedTest
    @CsvSource({
        "7.3, 0, 0",
        "-4, 0.05, 0.03",
        "90, 0, 0",
        "180, -0.04, 0.02",
        "133.7, 0.06, -0.05",
        "-71.2, -0.02, 0.08",
        "0, 0.1, 0.1"
    })
    void a_turn_is_found_to_a_third_of_a_degree(double degrees, double x, double y) {
        Registrar registrar = registrar(Alignment.SHIFT_AND_ROTATION);

        Registration found = registrar.register(part(new Motion(degrees, x, y), 5));

        assertThat(found.sure()).isTrue();
        assertThat(Math.IEEEremainder(found.motion().degrees() - degrees, 360)).isCloseTo(0, within(0.33));
        assertThat(found.motion().x()).isCloseTo(x, within(0.5 / WIDTH));
        assertThat(found.motion().y()).isCloseTo(y, within(0.5 / WIDTH));
    }

    @Test
    void another_light_changes_nothing() {
        Registrar registrar = registrar(Alignment.SHIFT);
        PixelImage dark = darker(part(new Motion(0, 0.08, 0.04), 5));

        Registration found = registrar.register(dark);

        assertThat(found.motion().x()).isCloseTo(0.08, within(0.5 / WIDTH));
        assertThat(found.motion().y()).isCloseTo(0.04, within(0.5 / WIDTH));
    }

    @Test
    void a_picture_of_something_else_is_taken_as_it_came_and_that_is_said() {
        for (Alignment alignment : List.of(Alignment.SHIFT, Alignment.SHIFT_AND_ROTATION)) {
            Registration found = registrar(alignment).register(noise(9));

            assertThat(found.sure()).isFalse();
            assertThat(found.motion()).isEqualTo(Motion.NONE);
            assertThat(found.correlation()).isLessThan(0.4);
        }
    }

    @Test
    void an_even_picture_is_taken_as_it_came() {
        Registration found =
                registrar(Alignment.SHIFT_AND_ROTATION).register(PixelImage.of8Bit(64, 64, 1, new byte[64 * 64]));

        assertThat(found.sure()).isFalse();
        assertThat(found.motion()).isEqualTo(Motion.NONE);
    }

    @Test
    void the_template_is_the_image_in_the_middle_of_the_others_and_survives_as_numbers() {
        List<PixelImage> images = List.of(
                noise(1),
                part(new Motion(0, 0.15, 0), 1),
                part(new Motion(0, 0.01, 0), 2),
                part(new Motion(0, -0.15, 0), 3),
                part(new Motion(0, 0, 0.1), 4));

        Template.Choice choice = Template.Choice.of(images, Alignment.SHIFT);

        assertThat(choice.place()).isEqualTo(2);
        assertThat(choice.template().floor()).isBetween(0.4, 0.5);
        Template read = Template.of(choice.template().numbers());
        assertThat(read.numbers()).isEqualTo(choice.template().numbers());
        assertThat(new Registrar(read, Alignment.SHIFT).register(images.get(1)))
                .isEqualTo(new Registrar(choice.template(), Alignment.SHIFT).register(images.get(1)));
    }

    @Test
    void candidates_are_spread_over_the_set() {
        assertThat(Template.candidates(3)).containsExactly(0, 1, 2);
        assertThat(Template.candidates(900)).containsExactly(0, 100, 200, 300, 400, 500, 600, 700, 800);
    }

    @Test
    void one_image_is_its_own_template() {
        Template.Choice choice = Template.Choice.of(List.of(part(Motion.NONE, 1)), Alignment.SHIFT);

        assertThat(choice.place()).isZero();
        assertThat(choice.template().floor()).isEqualTo(Template.LEAST_FLOOR);
    }

    private static Registrar registrar(Alignment alignment) {
        GreyPicture picture = GreyPicture.of(part(Motion.NONE, 77), Registrar.SIDE);
        return new Registrar(new Template(picture, 0.4), alignment);
    }

    /** A plate with two holes and a mark on a light ground, turned and moved, with the noise of a camera. */
    private static PixelImage part(Motion motion, long seed) {
        Random random = new Random(seed);
        Motion back = motion.inverse();
        byte[] samples = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < samples.length; i++) {
            double x = (i % WIDTH + 0.5 - WIDTH / 2.0) / WIDTH;
            double y = (i / WIDTH + 0.5 - HEIGHT / 2.0) / WIDTH;
            double u = back.cosine() * x - back.sine() * y + back.x();
            double v = back.sine() * x + back.cosine() * y + back.y();
            samples[i] = (byte) Math.max(0, Math.min(255, Math.round(shade(u, v) + 4 * random.nextGaussian())));
        }
        return PixelImage.of8Bit(WIDTH, HEIGHT, 1, samples);
    }

    private static double shade(double u, double v) {
        double plate = edge(0.22 - Math.abs(u)) * edge(0.15 - Math.abs(v));
        double left = edge(0.05 - Math.hypot(u + 0.12, v));
        double right = edge(0.03 - Math.hypot(u - 0.13, v - 0.05));
        double mark = edge(0.06 - Math.abs(u - 0.05)) * edge(0.012 - Math.abs(v + 0.08));
        return 220 - 90 * plate - 70 * (left + right) + 60 * mark;
    }

    private static double edge(double inside) {
        return 1 / (1 + Math.exp(-inside * 400));
    }

    private static PixelImage darker(PixelImage image) {
        byte[] samples = image.samples8().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) ((samples[i] & 0xff) * 0.6 + 10);
        }
        return PixelImage.of8Bit(image.width(), image.height(), 1, samples);
    }

    private static PixelImage noise(long seed) {
        byte[] samples = new byte[WIDTH * HEIGHT];
        new Random(seed).nextBytes(samples);
        return PixelImage.of8Bit(WIDTH, HEIGHT, 1, samples);
    }
}
