package org.patchbank.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Guards the version of ONNX Runtime: this program tells nobody that it runs. */
class NoTelemetryTest {
    @Test
    void runtime_holds_no_reporting_code() throws IOException {
        try (InputStream library =
                OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/linux-x64/libonnxruntime.so")) {
            String text = new String(library.readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(text.contains("PosixTelemetry")).isFalse();
            assertThat(text.contains("Microsoft12Applications6Events")).isFalse();
        }
    }
}
