package org.patchbank.pipeline.fit;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;
import org.patchbank.platform.PatchbankException;

/** Why a bank cannot be built. */
public enum FitErrorCode implements ErrorCode {
    /** A bank and its calibration need two usable images at least. */
    TOO_FEW_IMAGES,
    /** The bytes of an image cannot be read. */
    IMAGE_UNREADABLE;

    @Override
    public ErrorKind kind() {
        return ErrorKind.UNPROCESSABLE;
    }

    PatchbankException error(String message, String remedy) {
        return new PatchbankException(this, message, remedy);
    }
}
