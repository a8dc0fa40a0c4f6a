package org.patchbank.pipeline.spec;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;
import org.patchbank.platform.PatchbankException;

/** Why a detector spec is refused. */
public enum SpecErrorCode implements ErrorCode {
    /** A field that no spec has. */
    SPEC_FIELD_UNKNOWN,
    /** A value of the wrong type, or outside its range. */
    SPEC_VALUE_INVALID,
    /** Fields that make no sense together. */
    SPEC_CONTRADICTION,
    /** The fusion names layers that the backbone does not give, or too few. */
    LAYERS_UNFIT,
    /** The centring takes everything from views of one patch. */
    CENTRING_UNFIT;

    @Override
    public ErrorKind kind() {
        return ErrorKind.UNPROCESSABLE;
    }

    PatchbankException error(String message, String remedy) {
        return new PatchbankException(this, message, remedy);
    }

    void throwIf(boolean refused, String message, String remedy) {
        if (refused) {
            throw error(message, remedy);
        }
    }
}
