package org.patchbank.platform;

/** Whose fault an error is; decides the HTTP status and whether the same call may be tried again. */
public enum ErrorKind {
    /** The request cannot be served as it stands. */
    BAD_REQUEST(400, false),
    UNAUTHORIZED(401, false),
    FORBIDDEN(403, false),
    NOT_FOUND(404, false),
    METHOD_NOT_ALLOWED(405, false),
    NOT_ACCEPTABLE(406, false),
    /** The request contradicts the present state. */
    CONFLICT(409, false),
    TOO_LARGE(413, false),
    URI_TOO_LONG(414, false),
    UNSUPPORTED_MEDIA_TYPE(415, false),
    /** Well formed, but its content cannot be used: a corrupt image, an impossible spec. */
    UNPROCESSABLE(422, false),
    /** Out of a resource: queue, memory, disk. */
    EXHAUSTED(429, true),
    HEADERS_TOO_LARGE(431, false),
    INTERNAL(500, false),
    /** Something that this program needs is down or not ready yet. */
    UNAVAILABLE(503, true);

    private final int status;
    private final boolean retryable;

    ErrorKind(int status, boolean retryable) {
        this.status = status;
        this.retryable = retryable;
    }

    public int status() {
        return status;
    }

    public boolean retryable() {
        return retryable;
    }
}
