package org.patchbank.inspection;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How inspecting can fail. */
public enum InspectionErrorCode implements ErrorCode {
    EMPTY_BODY(ErrorKind.BAD_REQUEST),
    BODY_CUT_OFF(ErrorKind.BAD_REQUEST),
    IMAGE_BODY_TOO_LARGE(ErrorKind.TOO_LARGE),
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
