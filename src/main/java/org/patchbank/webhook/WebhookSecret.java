package org.patchbank.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.patchbank.platform.PatchbankException;

/**
 * Signs as Standard Webhooks says (standardwebhooks.com, symmetric scheme v1): HMAC with SHA-256 over {@code id.timestamp.body}. Written
 * {@code whsec_} and the key in Base64.
 */
final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final int MADE = 32;

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    static WebhookSecret random(SecureRandom random) {
        byte[] key = new byte[MADE];
        random.nextBytes(key);
        return new WebhookSecret(key);
    }

    /** @throws PatchbankException {@code WEBHOOK_SECRET_INVALID} */
    static WebhookSecret of(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "!");
            if (key.length >= SHORTEST && key.length <= LONGEST) {
                return new WebhookSecret(key);
            }
        } catch (IllegalArgumentException e) {
            // told below, without what was given
        }
        throw new PatchbankException(
                WebhookErrorCode.WEBHOOK_SECRET_INVALID,
                "That is no secret of a webhook.",
                "Write %s and %d to %d random bytes in Base64, or leave it out and keep the one that the answer shows."
                        .formatted(PREFIX, SHORTEST, LONGEST));
    }

    String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** @param timestamp seconds since 1970 */
    String sign(String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] signature = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows " + ALGORITHM, e);
        }
    }
}
