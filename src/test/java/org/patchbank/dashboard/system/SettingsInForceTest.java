package org.patchbank.dashboard.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.dashboard.system.SettingsInForce.Setting;

class SettingsInForceTest {
    @Test
    void secrets_are_hidden_by_their_name() {
        assertThat(SettingsInForce.shown("patchbank.jdbc-password", "sesame")).doesNotContain("sesame");
        assertThat(SettingsInForce.shown("patchbank.image-store.s3.secret-key", "sesame"))
                .doesNotContain("sesame");
        assertThat(SettingsInForce.shown("patchbank.image-store.s3.access-key", "sesame"))
                .doesNotContain("sesame");
        assertThat(SettingsInForce.shown("patchbank.vector-index.milvus.token", "sesame"))
                .doesNotContain("sesame");
    }

    @Test
    void logins_inside_addresses_are_hidden() {
        assertThat(SettingsInForce.shown("patchbank.jdbc-url", "jdbc:postgresql://db/patchbank?user=a&password=sesame"))
                .startsWith("jdbc:postgresql://db/patchbank")
                .doesNotContain("sesame");
        assertThat(SettingsInForce.shown("patchbank.vector-index.milvus.uri", "http://root:sesame@milvus:19530"))
                .endsWith("@milvus:19530")
                .doesNotContain("sesame");
    }

    @Test
    void what_somebody_set_is_told_from_defaults() {
        var config = new SmallRyeConfigBuilder()
                .withDefaultValue("patchbank.factory", "default")
                .withSources(
                        new PropertiesConfigSource(Map.of("patchbank.roles", "query", "other.name", "x"), "file", 300))
                .build();

        assertThat(SettingsInForce.of(config))
                .extracting(Setting::name, Setting::value, Setting::given)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("patchbank.factory", "default", false),
                        org.assertj.core.api.Assertions.tuple("patchbank.roles", "query", true));
    }
}
