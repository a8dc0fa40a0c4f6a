package org.patchbank.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.platform.ErrorCode;

/**
 * The body of every error answer (RFC 9457), with two members of our own: a stable code and what to do about it.
 *
 * @param type a URN that names the kind of problem
 * @param instance the path that was asked for
 * @param errors what is wrong with which field, where fields are to blame
 * @param incident finds the cause of an unexpected error in the server's log
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Problem", description = "What went wrong (RFC 9457), with a stable code and a remedy", example = """
                {"type": "urn:patchbank:problem:not-deployed", "title": "Not deployed", "status": 404,
                 "detail": "No deployment judges product 'tile' on line 'default'.", "code": "not-deployed",
                 "remedy": "Deploy a ready version first: POST /api/v1/deployments.", "instance": "/api/v1/inspections"}""")
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String remedy,
        String instance,
        List<FieldError> errors,
        String incident) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One field or parameter that was refused, and why. */
    @Schema(example = "{\"field\": \"version\", \"reason\": \"must be greater than or equal to 1\"}")
    public record FieldError(String field, String reason) {}

    public static Problem of(ErrorCode code, String detail, String remedy, String instance) {
        return of(code, detail, remedy, instance, List.of());
    }

    public static Problem of(ErrorCode code, String detail, String remedy, String instance, List<FieldError> errors) {
        return new Problem(
                type(code), title(code), code.kind().status(), detail, code.code(), remedy, instance, errors, null);
    }

    public Problem withIncident(String id) {
        return new Problem(type, title, status, detail, code, remedy, instance, errors, id);
    }

    private static String type(ErrorCode code) {
        return "urn:patchbank:problem:" + code.code();
    }

    /** {@code IMAGE_TRUNCATED} becomes {@code Image truncated}. */
    private static String title(ErrorCode code) {
        String words = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
