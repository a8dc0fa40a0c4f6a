package org.patchbank.platform.s3;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the SDK's client: no call without an end, checksums of our own, for Amazon's stores and others. */
final class S3Clients {
    private static final int MOST_CONNECTIONS = 64;

    private S3Clients() {}

    static S3Client client(S3Options options) {
        Duration call = options.callTimeout();
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(options.region()))
                .credentialsProvider(credentials(options))
                .forcePathStyle(options.pathStyle())
                // Objects carry their SHA-256 in their name, which is sent and verified; a second sum adds only
                // trailers that
                // not every store understands.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(MOST_CONNECTIONS)
                        .connectionTimeout(options.connectTimeout())
                        .connectionAcquisitionTimeout(call)
                        .socketTimeout(call))
                .overrideConfiguration(limits -> limits.apiCallTimeout(call));
        options.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Options options) {
        return options.keys()
                .<AwsCredentialsProvider>map(keys ->
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.access(), keys.secret())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
