package org.patchbank.platform.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.testing.S3Server;
import software.amazon.awssdk.services.s3.S3Client;

/** Buckets of their own for tests. */
public final class S3Buckets {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private S3Buckets() {}

    /** An empty bucket in the test's store; skips the test where there is none. */
    public static S3Options fresh(String prefix) {
        S3Options options = options(S3Server.address(), "patchbank-" + UUID.randomUUID(), prefix);
        try (S3Client client = S3Clients.client(options)) {
            client.createBucket(request -> request.bucket(options.bucket()));
        }
        return options;
    }

    static S3Options options(URI endpoint, String bucket, String prefix) {
        return new S3Options(
                bucket,
                prefix,
                Optional.of(endpoint),
                "us-east-1",
                Optional.of(new S3Options.Keys(S3Server.accessKey(), S3Server.secretKey())),
                true,
                Duration.ofSeconds(2),
                LIMIT);
    }
}
