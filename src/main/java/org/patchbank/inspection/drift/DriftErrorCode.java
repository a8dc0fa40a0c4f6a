package org.patchbank.inspection.drift;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How asking for drift can fail. */
public enum DriftErrorCode implements ErrorCode {
    WARNING_NOT_FOUND(ErrorKind.NOT_FOUND),
    WARNING_ACKNOWLEDGED(ErrorKind.CONFLICT);

    private final ErrorKind kind;

    DriftErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
