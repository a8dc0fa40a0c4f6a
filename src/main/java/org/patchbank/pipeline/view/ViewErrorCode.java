package org.patchbank.pipeline.view;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;
import org.patchbank.platform.PatchbankException;

/** Why an image cannot be looked at as a spec says. */
public enum ViewErrorCode implements ErrorCode {
    /** Nothing of the image is to be looked at. */
    REGION_EMPTY,
    /** Tiles that are compared by position need images of one size. */
    TILE_POSITIONS_DIFFER;

    @Override
    public ErrorKind kind() {
        return ErrorKind.UNPROCESSABLE;
    }

    PatchbankException error(String message, String remedy) {
        return new PatchbankException(this, message, remedy);
    }
}
