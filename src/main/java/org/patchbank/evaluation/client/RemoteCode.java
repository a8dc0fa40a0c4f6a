package org.patchbank.evaluation.client;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** The code of an error that a server answered with. */
record RemoteCode(String code, ErrorKind kind) implements ErrorCode {
    @Override
    public String name() {
        return code;
    }

    static RemoteCode of(String code, int status) {
        for (ErrorKind kind : ErrorKind.values()) {
            if (kind.status() == status) {
                return new RemoteCode(code, kind);
            }
        }
        return new RemoteCode(code, status >= 500 ? ErrorKind.INTERNAL : ErrorKind.BAD_REQUEST);
    }
}
