package org.patchbank.image.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageSettingsTest {
    @Test
    void defaults_are_the_limits_that_the_code_uses() {
        assertThat(read(Map.of()).limits()).isEqualTo(ImageLimits.DEFAULT);
    }

    @Test
    void limits_can_be_set() {
        Map<String, String> set = Map.of("patchbank.image.max-bytes", "1000", "patchbank.image.max-pixels", "2000");

        assertThat(read(set).limits()).isEqualTo(new ImageLimits(1000, 2000, 1));
    }

    private static ImageSettings read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withMapping(ImageSettings.class)
                .build()
                .getConfigMapping(ImageSettings.class);
    }
}
