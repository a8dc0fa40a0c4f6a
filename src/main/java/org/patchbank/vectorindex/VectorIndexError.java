package org.patchbank.vectorindex;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How the vector index can fail. */
public enum VectorIndexError implements ErrorCode {
    /** The index does not answer; the call may be repeated. */
    VECTOR_INDEX_UNAVAILABLE(ErrorKind.UNAVAILABLE);

    private final ErrorKind kind;

    VectorIndexError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
