package org.patchbank.inspection.shadow;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How running a shadow, and comparing it, can fail. */
public enum ShadowErrorCode implements ErrorCode {
    /** No shadow runs there, or none of that id did. */
    SHADOW_NOT_FOUND(ErrorKind.NOT_FOUND),
    /** Another shadow runs there than the caller thinks. */
    OTHER_SHADOW(ErrorKind.CONFLICT),
    /** Inspections that are still to come are scored anyway. */
    SHADOW_FROM_LATER(ErrorKind.UNPROCESSABLE),
    CURSOR_INVALID(ErrorKind.BAD_REQUEST);

    private final ErrorKind kind;

    ShadowErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
