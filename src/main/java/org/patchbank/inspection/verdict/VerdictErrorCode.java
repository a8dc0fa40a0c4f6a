package org.patchbank.inspection.verdict;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How judging can fail. */
public enum VerdictErrorCode implements ErrorCode {
    VERDICT_NOT_FOUND(ErrorKind.NOT_FOUND),
    /** Good and defective at once. */
    VERDICT_CONTRADICTS(ErrorKind.UNPROCESSABLE),
    /** The inspection has no such region, or it is named twice. */
    REGION_UNKNOWN(ErrorKind.UNPROCESSABLE),
    DEFECT_TYPE_NOT_FOUND(ErrorKind.NOT_FOUND),
    /** A verdict names a type that the product's catalogue does not have, or has retired. */
    DEFECT_TYPE_UNKNOWN(ErrorKind.UNPROCESSABLE),
    DEFECT_TYPE_EXISTS(ErrorKind.CONFLICT),
    /** Somebody else is looking at it. */
    CLAIMED_BY_ANOTHER(ErrorKind.CONFLICT),
    NOT_IN_REVIEW(ErrorKind.NOT_FOUND);

    private final ErrorKind kind;

    VerdictErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
