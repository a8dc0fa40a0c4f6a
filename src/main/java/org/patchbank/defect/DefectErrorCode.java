package org.patchbank.defect;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How asking for defects can fail. */
public enum DefectErrorCode implements ErrorCode {
    DEFECT_NOT_FOUND(ErrorKind.NOT_FOUND),
    /** The inspection has no such region, or was accepted. */
    REGION_NOT_FOUND(ErrorKind.NOT_FOUND),
    /** The model that judged has no good patches, or not such that one could be shown. */
    NO_GOOD_PATCH(ErrorKind.NOT_FOUND),
    /** A search names no defect, or several things at once. */
    SEARCH_UNCLEAR(ErrorKind.UNPROCESSABLE),
    /** Nothing was seen in the image that could be searched with. */
    NOTHING_SEEN(ErrorKind.UNPROCESSABLE),
    /** Defects are not where they were copied to as they were. */
    DEFECTS_NOT_COPIED(ErrorKind.INTERNAL),
    CURSOR_INVALID(ErrorKind.BAD_REQUEST);

    private final ErrorKind kind;

    DefectErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
