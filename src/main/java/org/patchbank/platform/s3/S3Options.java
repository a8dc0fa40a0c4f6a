package org.patchbank.platform.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;

/**
 * Where a bucket is and who we are to it.
 *
 * @param prefix in front of every key, without slashes at its ends; may be empty
 * @param endpoint of a store other than Amazon's
 * @param keys absent: what the AWS SDK finds in the environment, in its files, or from the machine or container
 * @param pathStyle the bucket's name in the path instead of the host's name
 * @param connectTimeout the longest wait for a connection
 * @param callTimeout the longest wait for one call, repetitions included; for a stream: for its beginning and for each piece
 */
public record S3Options(
        String bucket,
        String prefix,
        Optional<URI> endpoint,
        String region,
        Optional<Keys> keys,
        boolean pathStyle,
        Duration connectTimeout,
        Duration callTimeout) {

    public S3Options {
        prefix = prefix.strip().replaceAll("^/+|/+$", "");
        if (bucket.isBlank()) {
            throw wrong(
                    "The image store is to be in S3, but no bucket is named.", "Set patchbank.image-store.s3.bucket.");
        }
        if (endpoint.isPresent()
                && (endpoint.get().getScheme() == null || endpoint.get().getHost() == null)) {
            throw wrong(
                    "'" + endpoint.get() + "' is no address of an S3 store.",
                    "Set patchbank.image-store.s3.endpoint to http://HOST:PORT or https://HOST.");
        }
    }

    /** @param secret never shown */
    public record Keys(String access, String secret) {
        /** @throws PatchbankException {@code STORE_SETTINGS_WRONG} if only one of the two is there */
        public static Optional<Keys> of(Optional<String> access, Optional<String> secret) {
            if (access.isPresent() != secret.isPresent()) {
                throw wrong(
                        "Only one of the two S3 keys is set.",
                        "Set both patchbank.image-store.s3.access-key and patchbank.image-store.s3.secret-key, or neither.");
            }
            return access.map(key -> new Keys(key, secret.orElseThrow()));
        }

        @Override
        public String toString() {
            return access;
        }
    }

    /** For messages: which bucket, where. */
    public String where() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix)
                + endpoint.map(address -> " at " + address).orElse(" in " + region);
    }

    private static PatchbankException wrong(String message, String remedy) {
        return new PatchbankException(PlatformError.STORE_SETTINGS_WRONG, message, remedy);
    }
}
