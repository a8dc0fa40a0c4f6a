package org.patchbank.evaluation;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How a command can fail before or beside the server. */
public enum CommandError implements ErrorCode {
    FOLDER_UNREADABLE(ErrorKind.BAD_REQUEST),
    NO_IMAGES(ErrorKind.BAD_REQUEST),
    ALL_IMAGES_REFUSED(ErrorKind.UNPROCESSABLE),
    OTHER_PRODUCT(ErrorKind.CONFLICT),
    /** A server serves only one of the roles. */
    SERVER_LACKS_ROLE(ErrorKind.CONFLICT),
    SPEC_UNREADABLE(ErrorKind.BAD_REQUEST),
    OUTPUT_NOT_WRITABLE(ErrorKind.INTERNAL),
    BUILD_ENDED_EARLY(ErrorKind.UNPROCESSABLE),
    /** None of the specs of a comparison can be tried. */
    NOTHING_COMPARED(ErrorKind.UNPROCESSABLE);

    private final ErrorKind kind;

    CommandError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
