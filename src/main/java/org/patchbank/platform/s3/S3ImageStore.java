package org.patchbank.platform.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;
import org.patchbank.platform.Sha256;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.platform.storage.StoredBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps the bytes as objects of a bucket: {@code PREFIX/images/ab/cd/abcd…}. One call puts one object, which S3 shows whole
 * or not at all, and only if its SHA-256 is the one in its name; so a killed program leaves nothing to tidy up. Every call may
 * be repeated, and is, until its time is up.
 */
public final class S3ImageStore implements ImageStore, AutoCloseable {
    /** What S3 takes in one call. */
    private static final long MOST_BYTES = 5L << 30;

    private static final Duration CHECK_LIMIT = Duration.ofSeconds(3);
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Options options;
    private final S3Client client;
    private final S3Failures failures;

    /** Calls nobody yet: the bucket may come up later. */
    public S3ImageStore(S3Options options) {
        this.options = options;
        this.client = S3Clients.client(options);
        this.failures = new S3Failures(options);
    }

    @Override
    public String put(BlobKind kind, byte[] bytes) {
        String sha256 = Sha256.of(bytes);
        keep(kind, sha256, () -> RequestBody.fromBytes(bytes));
        return sha256;
    }

    @Override
    public String put(BlobKind kind, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new PatchbankException(
                        PlatformError.STORE_UNAVAILABLE,
                        file + " is larger than the 5 GiB that S3 takes at once.",
                        "Learn a smaller model: fewer positions, fewer axes, or a smaller bank.");
            }
            String sha256 = Sha256.of(file);
            keep(kind, sha256, () -> RequestBody.fromFile(file));
            return sha256;
        } catch (IOException e) {
            throw new PatchbankException(
                    PlatformError.STORE_UNAVAILABLE,
                    "The image store cannot read " + file + ": " + e,
                    "Look whether the folder's rights have changed, then send it again.",
                    e);
        }
    }

    private void keep(BlobKind kind, String sha256, Supplier<RequestBody> body) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(options.bucket())
                .key(key(kind, sha256))
                .checksumSHA256(
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)))
                .ifNoneMatch("*")
                .build();
        try {
            client.putObject(request, body.get());
        } catch (S3Exception e) {
            switch (e.statusCode()) {
                case PRECONDITION_FAILED -> {
                    // It is there already, perhaps put by this very call before it was repeated.
                }
                // Another one puts the same at this moment, or the store knows no conditions: the same bytes may go
                // over it.
                case CONFLICT, NOT_IMPLEMENTED -> {
                    PutObjectRequest plain =
                            request.toBuilder().ifNoneMatch(null).build();
                    calling("keep", kind, sha256, () -> client.putObject(plain, body.get()));
                }
                default -> throw failures.of("keep", kind, sha256, e);
            }
        } catch (SdkException e) {
            throw failures.of("keep", kind, sha256, e);
        }
    }

    @Override
    public byte[] read(BlobKind kind, String sha256) {
        String key = key(kind, sha256);
        byte[] bytes = calling(
                "read",
                kind,
                sha256,
                () -> client.getObjectAsBytes(
                                request -> request.bucket(options.bucket()).key(key))
                        .asByteArrayUnsafe());
        return StoredBytes.verified(bytes, kind, sha256);
    }

    @Override
    public InputStream open(BlobKind kind, String sha256) {
        String key = key(kind, sha256);
        return StoredBytes.verified(
                calling(
                        "read",
                        kind,
                        sha256,
                        () -> client.getObject(
                                request -> request.bucket(options.bucket()).key(key))),
                sha256);
    }

    @Override
    public void delete(BlobKind kind, String sha256) {
        String key = key(kind, sha256);
        calling(
                "remove",
                kind,
                sha256,
                () -> client.deleteObject(
                        request -> request.bucket(options.bucket()).key(key)));
    }

    @Override
    public boolean contains(BlobKind kind, String sha256) {
        String key = key(kind, sha256);
        try {
            client.headObject(request -> request.bucket(options.bucket()).key(key));
            return true;
        } catch (NoSuchKeyException absent) {
            return false;
        } catch (SdkException e) {
            throw failures.of("look for", kind, sha256, e);
        }
    }

    @Override
    public void check() {
        try {
            client.headBucket(request -> request.bucket(options.bucket())
                    .overrideConfiguration(limits -> limits.apiCallTimeout(CHECK_LIMIT)));
        } catch (SdkException e) {
            throw failures.ofBucket(e);
        }
    }

    @Override
    public void tidy(Instant before) {
        // Nothing is ever half there: one call puts one object.
    }

    @Override
    public String toString() {
        return options.where();
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> T calling(String doing, BlobKind kind, String sha256, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw failures.of(doing, kind, sha256, e);
        }
    }

    private String key(BlobKind kind, String sha256) {
        String place = StoredBytes.place(kind, sha256);
        return options.prefix().isEmpty() ? place : options.prefix() + "/" + place;
    }
}
