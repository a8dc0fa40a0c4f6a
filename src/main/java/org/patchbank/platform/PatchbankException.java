package org.patchbank.platform;

import static java.util.Objects.requireNonNull;

/** An error that a person can act on: what happened (message), a stable code, and what to do (remedy). */
public final class PatchbankException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String remedy;

    public PatchbankException(ErrorCode code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    public PatchbankException(ErrorCode code, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.code = requireNonNull(code);
        this.remedy = requireNonNull(remedy);
    }

    public ErrorCode code() {
        return code;
    }

    public String remedy() {
        return remedy;
    }
}
