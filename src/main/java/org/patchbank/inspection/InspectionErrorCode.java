package org.patchbank.inspection;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How deploying and inspecting can fail. */
public enum InspectionErrorCode implements ErrorCode {
    DEPLOYMENT_NOT_FOUND(ErrorKind.NOT_FOUND),
    /** The product already has a deployment on that line. */
    ALREADY_DEPLOYED(ErrorKind.CONFLICT),
    VERSION_NOT_READY(ErrorKind.CONFLICT),
    CHANGED_MEANWHILE(ErrorKind.CONFLICT),
    /** The version learned from another product. */
    OTHER_PRODUCT(ErrorKind.UNPROCESSABLE),
    /** The review limit lies above the reject limit. */
    THRESHOLDS_CROSSED(ErrorKind.UNPROCESSABLE),
    /** A limit set by hand belongs to the scores of one version. */
    MANUAL_THRESHOLD_NOT_COMPARABLE(ErrorKind.UNPROCESSABLE),
    ROLLING_INVALID(ErrorKind.UNPROCESSABLE),
    /** Limits set by hand do not follow the inspections. */
    ROLLING_NEEDS_RATES(ErrorKind.UNPROCESSABLE),
    /** A deployment has only ever had the version and the limits that it has. */
    NO_EARLIER_REVISION(ErrorKind.CONFLICT),
    REVISION_NOT_FOUND(ErrorKind.NOT_FOUND),
    NOT_DEPLOYED(ErrorKind.NOT_FOUND),
    DEPLOYMENT_LOADING(ErrorKind.UNAVAILABLE),
    DEPLOYMENT_BROKEN(ErrorKind.UNAVAILABLE),
    /** The network of a version is not the one that it was built with. */
    BACKBONE_CHANGED(ErrorKind.CONFLICT),
    EMPTY_BODY(ErrorKind.BAD_REQUEST),
    BODY_CUT_OFF(ErrorKind.BAD_REQUEST),
    IMAGE_BODY_TOO_LARGE(ErrorKind.TOO_LARGE),
    QUEUE_FULL(ErrorKind.EXHAUSTED),
    IDEMPOTENCY_KEY_REUSED(ErrorKind.UNPROCESSABLE),
    INSPECTION_NOT_FOUND(ErrorKind.NOT_FOUND),
    /** It was of a good part, and the product's setting keeps those for some days only. */
    IMAGE_REMOVED(ErrorKind.NOT_FOUND),
    /** The image lies in the store of another factory. */
    IMAGE_ELSEWHERE(ErrorKind.FORBIDDEN),
    INVALID_CURSOR(ErrorKind.BAD_REQUEST);

    private final ErrorKind kind;

    InspectionErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
