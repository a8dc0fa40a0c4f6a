package org.patchbank.app;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How a server can fail to start. */
enum ServerError implements ErrorCode {
    PORT_IN_USE(ErrorKind.CONFLICT),
    SERVER_DID_NOT_START(ErrorKind.INTERNAL);

    private final ErrorKind kind;

    ServerError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
