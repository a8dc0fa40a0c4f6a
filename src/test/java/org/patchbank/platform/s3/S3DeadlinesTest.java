package org.patchbank.platform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;
import org.patchbank.platform.storage.BlobKind;

/** A store that is not there or does not answer: no call waits for ever. */
class S3DeadlinesTest {
    @Test
    @Timeout(20)
    void store_that_never_answers_is_given_up_in_time() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                S3ImageStore store = new S3ImageStore(options(silent.getLocalPort()))) {
            assertUnavailable(() -> store.put(BlobKind.IMAGE, new byte[10_000_000]));
            assertUnavailable(store::check);
        }
    }

    @Test
    @Timeout(20)
    void store_that_is_not_there_is_told_with_a_remedy() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        try (S3ImageStore store = new S3ImageStore(options(port))) {
            assertUnavailable(() -> store.put(BlobKind.IMAGE, new byte[] {1}));
            assertUnavailable(store::check);
        }
    }

    private static void assertUnavailable(Runnable call) {
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(PlatformError.STORE_UNAVAILABLE))
                .satisfies(e -> assertThat(e.remedy()).contains("patchbank.image-store.s3.endpoint"));
    }

    private static S3Options options(int port) {
        return new S3Options(
                "bucket",
                "",
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                "us-east-1",
                Optional.of(new S3Options.Keys("access", "secret")),
                true,
                Duration.ofMillis(500),
                Duration.ofSeconds(2));
    }
}
