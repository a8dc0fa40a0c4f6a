package org.patchbank.evaluation.dataset;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How a folder can fail to be a data set. */
public enum DatasetError implements ErrorCode {
    DATASET_MISSING(ErrorKind.BAD_REQUEST),
    DATASET_LAYOUT(ErrorKind.UNPROCESSABLE),
    DATASET_UNREADABLE(ErrorKind.UNPROCESSABLE);

    private final ErrorKind kind;

    DatasetError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
