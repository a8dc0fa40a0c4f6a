package org.patchbank.evaluation.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import org.patchbank.platform.PatchbankException;

/** Sends requests to one server and turns its problem documents into exceptions with their code and remedy. */
final class Http {
    private final URI base;
    private final ObjectMapper json;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Http(URI base, ObjectMapper json) {
        this.base = base;
        this.json = json;
    }

    JsonNode get(String path) {
        return tree(send(request(path).GET()));
    }

    byte[] bytes(String path) {
        return send(request(path).GET());
    }

    JsonNode send(String method, String path, Object body) {
        try {
            BodyPublisher text = BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
            return tree(send(request(path).method(method, text).header("Content-Type", "application/json")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + body, e);
        }
    }

    JsonNode post(String path, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).POST(body);
        headers.forEach(request::header);
        return tree(send(request));
    }

    /** {@code path?name=value&...}, leaving out null values. */
    static String query(String path, Map<String, String> parameters) {
        StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        parameters.forEach((name, value) -> {
            if (value != null) {
                query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return query.toString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(10));
    }

    private byte[] send(HttpRequest.Builder request) {
        HttpResponse<byte[]> response;
        try {
            response = client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new PatchbankException(
                    ClientError.SERVER_UNREACHABLE,
                    "The server at " + base + " does not answer (" + e + ").",
                    "Start it with ./patchbank serve, or give the right address with --server.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + base, e);
        }
        if (response.statusCode() >= 400) {
            throw problem(response);
        }
        return response.body();
    }

    private PatchbankException problem(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        JsonNode problem;
        try {
            problem = json.readTree(response.body());
        } catch (IOException e) {
            problem = json.createObjectNode();
        }
        String code = text(problem, "code", "http-" + status);
        String fallback =
                response.request().method() + " " + response.uri() + " was answered with status " + status + ".";
        String detail = text(problem, "detail", text(problem, "title", fallback));
        String remedy = text(problem, "remedy", "See the log of the server.");
        return new PatchbankException(RemoteCode.of(code, status), detail, remedy);
    }

    private static String text(JsonNode node, String field, String otherwise) {
        return node.hasNonNull(field) ? node.get(field).asText() : otherwise;
    }

    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw notUnderstood(e);
        }
    }

    <T> T read(JsonNode node, Class<T> type) {
        try {
            return json.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw notUnderstood(e);
        }
    }

    private PatchbankException notUnderstood(IOException e) {
        String reason = e instanceof JsonMappingException ? e.getMessage() : "it is not JSON";
        return new PatchbankException(
                ClientError.ANSWER_NOT_UNDERSTOOD,
                "The answer of " + base + " was not understood: " + reason,
                "Check that a Patchbank server of this version runs there.",
                e);
    }
}
