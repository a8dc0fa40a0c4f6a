package org.patchbank.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a request whose address, headers or stated body are too large before anything is made of it, with a problem where the
 * server would say nothing.
 */
@ApplicationScoped
class RequestLimits {
    /** Before Quarkus's own limit. */
    private static final int FIRST = 1000;

    private static final int MOST_URI_CHARACTERS = 8192;
    private static final int MOST_HEADER_CHARACTERS = 20_480;

    private final long maxBytes;
    private final ObjectMapper json;

    RequestLimits(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize max,
            ObjectMapper json) {
        this.maxBytes = max.asLongValue();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (request.uri().length() > MOST_URI_CHARACTERS) {
            refuse(
                    exchange,
                    HttpErrorCode.URI_TOO_LONG,
                    "The address has %d characters; this server takes %d."
                            .formatted(request.uri().length(), MOST_URI_CHARACTERS));
        } else if (headers(request) > MOST_HEADER_CHARACTERS) {
            refuse(
                    exchange,
                    HttpErrorCode.HEADERS_TOO_LARGE,
                    "The headers have %d characters; this server takes %d."
                            .formatted(headers(request), MOST_HEADER_CHARACTERS));
        } else if (length != null && isTooLarge(length)) {
            refuse(
                    exchange,
                    HttpErrorCode.BODY_TOO_LARGE,
                    "The body has %s bytes; this server takes %d.".formatted(length, maxBytes));
        } else {
            exchange.next();
        }
    }

    private static int headers(HttpServerRequest request) {
        return request.headers().entries().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
    }

    private void refuse(RoutingContext exchange, HttpErrorCode code, String detail) {
        String path = exchange.request().path();
        String instance = path.length() > MOST_URI_CHARACTERS ? path.substring(0, 100) + "…" : path;
        HttpServerResponse response = exchange.response();
        response.putHeader(HttpHeaders.CONNECTION, "close")
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .setStatusCode(code.kind().status())
                .endHandler(end -> exchange.request().connection().close())
                .end(write(Problem.of(code, detail, code.remedy(), instance, List.of())));
    }

    private boolean isTooLarge(String length) {
        try {
            return Long.parseLong(length) > maxBytes;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private String write(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is plain text", e);
        }
    }
}
