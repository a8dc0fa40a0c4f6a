package org.patchbank.platform.problem;

import java.util.Arrays;
import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** The ways a request can fail before a feature sees it, or for a reason that no feature foresaw. */
public enum HttpErrorCode implements ErrorCode {
    INVALID_REQUEST(ErrorKind.BAD_REQUEST, "Correct the fields that are named under errors."),
    MALFORMED_JSON(ErrorKind.BAD_REQUEST, "Send one well-formed JSON value; /q/openapi has an example of each."),
    MALFORMED_MULTIPART(
            ErrorKind.BAD_REQUEST,
            "Send multipart/form-data as RFC 7578 describes it, with each file in a part named file."),
    BAD_REQUEST(ErrorKind.BAD_REQUEST, "See /q/swagger-ui for what this operation takes."),
    UNAUTHORIZED(ErrorKind.UNAUTHORIZED, "Send credentials that this server knows."),
    FORBIDDEN(ErrorKind.FORBIDDEN, "Ask for the permission, or use an account that has it."),
    UNKNOWN_PATH(ErrorKind.NOT_FOUND, "See /q/swagger-ui for the paths that there are."),
    METHOD_NOT_ALLOWED(ErrorKind.METHOD_NOT_ALLOWED, "See /q/swagger-ui for the methods of this path."),
    NOT_ACCEPTABLE(ErrorKind.NOT_ACCEPTABLE, "Accept application/json, or image/png where a picture is asked for."),
    UNSUPPORTED_MEDIA_TYPE(
            ErrorKind.UNSUPPORTED_MEDIA_TYPE, "Send the media type that /q/swagger-ui names for this operation."),
    BODY_TOO_LARGE(ErrorKind.TOO_LARGE, "Send less at a time, or raise quarkus.http.limits.max-body-size."),
    URI_TOO_LONG(ErrorKind.URI_TOO_LONG, "Ask for less at a time: fewer ids, a shorter filter."),
    HEADERS_TOO_LARGE(ErrorKind.HEADERS_TOO_LARGE, "Send fewer or shorter headers and cookies."),
    OTHER_ROLE(
            ErrorKind.NOT_FOUND,
            "Ask a node whose roles include the one that is named, or give it to this one: patchbank.roles=ingest,query."),
    DATABASE_UNAVAILABLE(ErrorKind.UNAVAILABLE, "Send it again in a few seconds; /q/health/ready says when."),
    UNEXPECTED(ErrorKind.INTERNAL, "Look for the incident id in the server's log; report it with the lines around it.");

    private final ErrorKind kind;
    private final String remedy;

    HttpErrorCode(ErrorKind kind, String remedy) {
        this.kind = kind;
        this.remedy = remedy;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }

    public String remedy() {
        return remedy;
    }

    /** The code for an HTTP status that the framework chose. */
    static HttpErrorCode ofStatus(int status) {
        if (status == 404) {
            return UNKNOWN_PATH;
        }
        if (status >= 500) {
            return UNEXPECTED;
        }
        return Arrays.stream(values())
                .filter(code -> code.kind.status() == status && code.kind != ErrorKind.BAD_REQUEST)
                .findFirst()
                .orElse(BAD_REQUEST);
    }
}
