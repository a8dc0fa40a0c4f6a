package org.patchbank.serving;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How serving an image can fail before it is judged. */
public enum ServingError implements ErrorCode {
    /** The network of a version is not the one that it was built with. */
    BACKBONE_CHANGED(ErrorKind.CONFLICT),
    QUEUE_FULL(ErrorKind.EXHAUSTED);

    private final ErrorKind kind;

    ServingError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
