package org.patchbank.platform.s3;

import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.StoredBytes;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what went wrong with a bucket, and what to do about it. */
final class S3Failures {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int INSUFFICIENT_STORAGE = 507;

    private final S3Options options;

    S3Failures(S3Options options) {
        this.options = options;
    }

    /** @param doing as in "cannot keep" */
    PatchbankException of(String doing, BlobKind kind, String sha256, SdkException e) {
        String place = StoredBytes.place(kind, sha256);
        if (e instanceof NoSuchKeyException) {
            return new PatchbankException(
                    PlatformError.STORED_BYTES_MISSING,
                    "The image store lacks " + place + " in " + options.where(),
                    "Bring the objects under " + kind.folder() + "/ back from a backup of the bucket.",
                    e);
        }
        return unavailable("The image store cannot " + doing + " " + place + " in " + options.where(), e);
    }

    PatchbankException ofBucket(SdkException e) {
        return unavailable("The image store " + options.where() + " cannot be used", e);
    }

    private PatchbankException unavailable(String what, SdkException e) {
        return new PatchbankException(PlatformError.STORE_UNAVAILABLE, what + ": " + reason(e), remedy(e), e);
    }

    private String reason(SdkException e) {
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return "it does not answer in time";
        }
        if (e instanceof S3Exception answered) {
            String said = answered.awsErrorDetails() == null
                    ? null
                    : answered.awsErrorDetails().errorMessage();
            return "status " + answered.statusCode() + (said == null || said.isBlank() ? "" : ", " + said);
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private String remedy(SdkException e) {
        if (e instanceof S3Exception answered) {
            return switch (answered.statusCode()) {
                case NOT_FOUND ->
                    "Make the bucket '" + options.bucket() + "', or set patchbank.image-store.s3.bucket to one"
                            + " that is there.";
                case FORBIDDEN ->
                    "Check patchbank.image-store.s3.access-key and secret-key, the clock of this machine, and that"
                            + " they may list the bucket and get, put and delete its objects.";
                case INSUFFICIENT_STORAGE -> "Make room in the store, then send it again.";
                default -> "Look into the store's log; it is safe to send it again.";
            };
        }
        return "Check patchbank.image-store.s3.endpoint and that the store runs; it is safe to send it again.";
    }
}
