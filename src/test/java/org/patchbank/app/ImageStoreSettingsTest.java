package org.patchbank.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;
import org.patchbank.platform.s3.S3Options;

class ImageStoreSettingsTest {
    private static final String S3 = "patchbank.image-store.s3.";

    @Test
    void images_are_kept_in_the_folder_unless_told_otherwise() {
        assertThat(settings(Map.of()).kind()).isEqualTo(ImageStoreSettings.Kind.FOLDER);
    }

    @Test
    void bucket_of_amazon_needs_its_name_alone() {
        S3Options options = settings(Map.of(S3 + "bucket", "parts")).s3().options();
        assertThat(options.endpoint()).isEmpty();
        assertThat(options.keys()).isEmpty();
        assertThat(options.pathStyle()).isFalse();
        assertThat(options.region()).isEqualTo("us-east-1");
        assertThat(options.callTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(options.where()).isEqualTo("s3://parts in us-east-1");
    }

    @Test
    void other_store_is_asked_with_the_bucket_in_the_path() {
        S3Options options = settings(Map.of(
                        S3 + "bucket", "parts",
                        S3 + "prefix", "/plant-2/",
                        S3 + "endpoint", "http://minio:9000",
                        S3 + "access-key", "me",
                        S3 + "secret-key", "hidden"))
                .s3()
                .options();
        assertThat(options.pathStyle()).isTrue();
        assertThat(options.where()).isEqualTo("s3://parts/plant-2 at http://minio:9000");
        assertThat(options.toString()).contains("me").doesNotContain("hidden");
    }

    @Test
    void contradictions_are_told_with_a_remedy() {
        assertWrong(Map.of());
        assertWrong(Map.of(S3 + "bucket", "parts", S3 + "access-key", "me"));
        assertWrong(Map.of(S3 + "bucket", "parts", S3 + "endpoint", "minio:9000"));
    }

    private static void assertWrong(Map<String, String> values) {
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> settings(values).s3().options())
                .satisfies(e -> assertThat(e.code()).isEqualTo(PlatformError.STORE_SETTINGS_WRONG))
                .satisfies(e -> assertThat(e.remedy()).contains("patchbank.image-store.s3."));
    }

    private static ImageStoreSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ImageStoreSettings.class)
                .withDefaultValues(new HashMap<>(values))
                .build()
                .getConfigMapping(ImageStoreSettings.class);
    }
}
