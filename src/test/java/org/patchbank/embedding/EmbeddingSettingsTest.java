package org.patchbank.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingSettingsTest {
    @Test
    void defaults_take_every_core_and_no_folder() {
        EmbeddingSettings settings = read(Map.of());

        assertThat(settings.backbones()).isEmpty();
        assertThat(settings.nativeThreads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.imagesAtOnce()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.keepMemory()).isTrue();
    }

    @Test
    void everything_can_be_set() {
        EmbeddingSettings settings = read(Map.of(
                "patchbank.embedding.backbones", "nets",
                "patchbank.embedding.threads", "3",
                "patchbank.embedding.batch", "5",
                "patchbank.embedding.keep-memory", "false"));

        assertThat(settings.backbones()).contains(Path.of("nets"));
        assertThat(settings.nativeThreads()).isEqualTo(3);
        assertThat(settings.imagesAtOnce()).isEqualTo(5);
        assertThat(settings.keepMemory()).isFalse();
    }

    private static EmbeddingSettings read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .withMapping(EmbeddingSettings.class)
                .build()
                .getConfigMapping(EmbeddingSettings.class);
    }
}
