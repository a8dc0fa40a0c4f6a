package org.patchbank.factory;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How work on factories and lines can fail. */
public enum FactoryError implements ErrorCode {
    FACTORY_NOT_FOUND(ErrorKind.NOT_FOUND),
    FACTORY_EXISTS(ErrorKind.CONFLICT),
    /** It has reference sets or deployments, or had some. */
    FACTORY_IN_USE(ErrorKind.CONFLICT),
    /** Only nodes of a factory change what is in it. */
    OTHER_FACTORY(ErrorKind.FORBIDDEN),
    LINE_NOT_FOUND(ErrorKind.NOT_FOUND),
    LINE_EXISTS(ErrorKind.CONFLICT),
    LINE_IN_USE(ErrorKind.CONFLICT);

    private final ErrorKind kind;

    FactoryError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
