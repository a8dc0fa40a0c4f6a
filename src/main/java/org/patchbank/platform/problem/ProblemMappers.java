package org.patchbank.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.patchbank.platform.ErrorKind;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.DatabaseFailure;
import org.patchbank.platform.problem.Problem.FieldError;

/** Turns every exception that reaches the REST layer into a problem; none leaks a stack trace. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** Long enough for a queue of inspections to drain or a bank to load. */
    private static final int RETRY_AFTER_SECONDS = 2;

    private static final String FORM_PARSER = "org.jboss.resteasy.reactive.server.handlers.FormBodyHandler";

    @ServerExceptionMapper
    public Response known(PatchbankException e, HttpServerRequest request) {
        if (e.code().kind() == ErrorKind.INTERNAL) {
            return unexpected(e, request);
        }
        return answer(e.code().kind(), Problem.of(e.code(), e.getMessage(), e.remedy(), request.path()), request);
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException e, HttpServerRequest request) {
        if (e.getConstraintViolations() == null || e.getConstraintViolations().isEmpty()) {
            return unexpected(e, request);
        }
        List<FieldError> errors = e.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::reason))
                .toList();
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.reason())
                .collect(Collectors.joining("; ", "", "."));
        return answer(HttpErrorCode.INVALID_REQUEST, detail, errors, request);
    }

    @ServerExceptionMapper({MismatchedInputException.class, JsonMappingException.class, JsonProcessingException.class})
    public Response malformed(JsonProcessingException e, HttpServerRequest request) {
        if (!e.getClass().getName().startsWith("com.fasterxml.jackson.core")
                && e instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            List<FieldError> errors = List.of(new FieldError(JsonErrors.field(mapping), JsonErrors.reason(mapping)));
            String detail = errors.get(0).field() + " " + errors.get(0).reason() + ".";
            return answer(HttpErrorCode.INVALID_REQUEST, detail, errors, request);
        }
        return answer(HttpErrorCode.MALFORMED_JSON, JsonErrors.where(e), List.of(), request);
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException e, HttpServerRequest request) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformed(json, request);
        }
        int status = e.getResponse().getStatus();
        if (status >= 500) {
            return unexpected(e, request);
        }
        if (status < 400) {
            return e.getResponse();
        }
        if (status == 404 && e.getCause() != null) {
            // JAX-RS calls a parameter that is not of its type "not found".
            return answer(HttpErrorCode.INVALID_REQUEST, parameter(e.getCause()), List.of(), request);
        }
        HttpErrorCode code = HttpErrorCode.ofStatus(status);
        return answer(code, detail(code, e, request), List.of(), request);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, HttpServerRequest request) {
        if (DatabaseFailure.isUnavailable(e)) {
            LOG.errorf(
                    "%s %s failed, the database does not answer: %s", request.method(), request.path(), e.getMessage());
            HttpErrorCode code = HttpErrorCode.DATABASE_UNAVAILABLE;
            return answer(code, "The database does not answer.", List.of(), request);
        }
        if (DatabaseFailure.isBadValue(e)) {
            return answer(
                    HttpErrorCode.INVALID_REQUEST,
                    "The request holds a value that cannot be kept.",
                    List.of(),
                    request);
        }
        if (isMalformedMultipart(e)) {
            String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
            return answer(
                    HttpErrorCode.MALFORMED_MULTIPART,
                    "The body is not well-formed multipart/form-data" + reason + ".",
                    List.of(),
                    request);
        }
        String incident = UUID.randomUUID().toString();
        LOG.errorf(e, "Incident %s: %s %s failed", incident, request.method(), request.path());
        Problem problem = Problem.of(
                        HttpErrorCode.UNEXPECTED,
                        "Something went wrong that was not foreseen; incident " + incident + ".",
                        HttpErrorCode.UNEXPECTED.remedy(),
                        request.path())
                .withIncident(incident);
        return answer(ErrorKind.INTERNAL, problem, request);
    }

    /** The parser throws whatever its steps throw. What comes from files on the way is no fault of the body. */
    private static boolean isMalformedMultipart(Throwable e) {
        List<String> places = Arrays.stream(e.getStackTrace())
                .map(StackTraceElement::getClassName)
                .toList();
        return places.contains(FORM_PARSER)
                && places.stream().noneMatch(place -> place.startsWith("sun.nio.") || place.startsWith("java.io.File"));
    }

    private static String parameter(Throwable cause) {
        String reason = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return "A parameter of the path or query cannot be read" + reason + ".";
    }

    private static String detail(HttpErrorCode code, WebApplicationException e, HttpServerRequest request) {
        return switch (code) {
            case UNKNOWN_PATH -> "There is nothing at " + request.path();
            case METHOD_NOT_ALLOWED -> request.path() + " does not take " + request.method() + ".";
            case UNSUPPORTED_MEDIA_TYPE ->
                "This operation does not take " + contentType(request).orElse("a body without a content type") + ".";
            case NOT_ACCEPTABLE ->
                "This operation does not give "
                        + request.getHeader(HttpHeaders.ACCEPT).toLowerCase(Locale.ROOT) + ".";
            case BODY_TOO_LARGE -> "The body is larger than this server takes.";
            default -> e.getMessage() == null ? "The request was refused." : e.getMessage();
        };
    }

    private static Optional<String> contentType(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE));
    }

    /** The last names of a path such as {@code create.request.reject_rate}, as the caller wrote them. */
    private static String field(ConstraintViolation<?> violation) {
        Path.Node last = null;
        StringBuilder field = new StringBuilder();
        int depth = 0;
        for (Path.Node node : violation.getPropertyPath()) {
            last = node;
            // The first two nodes are the resource's method and its parameter.
            if (depth++ >= 2 && node.getName() != null) {
                field.append(field.isEmpty() ? "" : ".").append(JsonErrors.snakeCase(node.getName()));
            }
        }
        if (field.isEmpty() && last != null && last.getName() != null) {
            return JsonErrors.snakeCase(last.getName());
        }
        return field.toString();
    }

    private static Response answer(
            HttpErrorCode code, String detail, List<FieldError> errors, HttpServerRequest request) {
        return answer(code.kind(), Problem.of(code, detail, code.remedy(), request.path(), errors), request);
    }

    private static Response answer(ErrorKind kind, Problem problem, HttpServerRequest request) {
        discardBody(request);
        Response.ResponseBuilder answer =
                Response.status(kind.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (kind.retryable()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }

    /** What is left of a refused body would otherwise be kept in memory, whole, once the answer lets it flow. */
    private static void discardBody(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        synchronized (connection) { // as Vert.x does, so that the body does not end in between
            if (!request.isEnded()) {
                request.handler(piece -> {}).resume();
            }
        }
    }
}
