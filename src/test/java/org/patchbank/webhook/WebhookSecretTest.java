package org.patchbank.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.PatchbankException;

class WebhookSecretTest {
    /** By Python's hmac and hashlib. */
    @Test
    void signature_is_that_of_hmac_sha256_over_id_timestamp_and_body() {
        WebhookSecret secret = WebhookSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void secret_that_is_made_can_be_read_again() {
        WebhookSecret made = WebhookSecret.random(new SecureRandom());

        assertThat(WebhookSecret.of(made.text()).sign("id", 1, "body")).isEqualTo(made.sign("id", 1, "body"));
        assertThat(made.text()).startsWith("whsec_");
    }

    @Test
    void what_is_no_secret_is_refused_and_not_repeated() {
        for (String text : new String[] {"hunter2", "whsec_", "whsec_c2hvcnQ=", "whsec_***", ""}) {
            assertThatThrownBy(() -> WebhookSecret.of(text)).isInstanceOfSatisfying(PatchbankException.class, e -> {
                assertThat(e.code()).isEqualTo(WebhookErrorCode.WEBHOOK_SECRET_INVALID);
                assertThat(e.getMessage()).doesNotContain("hunter2", "c2hvcnQ=");
            });
        }
    }
}
