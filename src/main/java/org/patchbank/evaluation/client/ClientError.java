package org.patchbank.evaluation.client;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** What can go wrong between this program and a server. */
public enum ClientError implements ErrorCode {
    SERVER_UNREACHABLE(ErrorKind.UNAVAILABLE),
    ANSWER_NOT_UNDERSTOOD(ErrorKind.INTERNAL),
    BUILD_FAILED(ErrorKind.UNPROCESSABLE);

    private final ErrorKind kind;

    ClientError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
