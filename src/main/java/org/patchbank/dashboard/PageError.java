package org.patchbank.dashboard;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** What pages refuse that the API does not know of. */
enum PageError implements ErrorCode {
    /** A text that is no detector spec. */
    SPEC_UNREADABLE;

    @Override
    public ErrorKind kind() {
        return ErrorKind.UNPROCESSABLE;
    }
}
