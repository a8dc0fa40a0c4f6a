package org.patchbank.evaluation.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbank.platform.PatchbankException;

/**
 * Speaks the REST API of a Patchbank server. Safe for concurrent use. Every method throws a
 * {@link PatchbankException} with the server's own code and remedy when the server refuses, or with
 * a {@link ClientError} when it cannot be reached.
 */
public final class PatchbankClient {
    private static final String API = "/api/v1";
    private static final long POLL_MILLIS = 250;
    private static final String LOADING = "deployment-loading";

    private final URI server;
    private final Http http;
    private final Duration loadingLimit;

    /** @param server e.g. {@code http://127.0.0.1:8080} */
    public PatchbankClient(URI server) {
        this(server, Duration.ofMinutes(2));
    }

    /** @param loadingLimit how long an inspection is sent again to a node that is loading its bank */
    PatchbankClient(URI server, Duration loadingLimit) {
        this.server = server;
        this.http = new Http(server, json());
        this.loadingLimit = loadingLimit;
    }

    /** The API's way of writing JSON: snake_case. */
    public static ObjectMapper json() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    public URI server() {
        return server;
    }

    /** The absolute address of a link in an answer. */
    public URI resolve(String link) {
        return server.resolve(link);
    }

    /** Throws unless the server answers. */
    public void ping() {
        http.bytes("/q/health/live");
    }

    /** Throws unless the server is ready for work. */
    public void ready() {
        http.bytes("/q/health/ready");
    }

    public Optional<ReferenceSetAnswer> referenceSet(String name) {
        JsonNode found = items(http.get(Http.query(API + "/reference-sets", Map.of("name", name))));
        return first(found, ReferenceSetAnswer.class);
    }

    /** @param fields name, product and what else the API takes */
    public ReferenceSetAnswer createReferenceSet(Map<String, Object> fields) {
        return http.read(http.send("POST", API + "/reference-sets", fields), ReferenceSetAnswer.class);
    }

    /** Sends image files, or ZIPs of them, in one request. Those that cannot be used are named in the answer. */
    public UploadAnswer upload(String referenceSet, List<Path> files) throws FileNotFoundException {
        Multipart body = new Multipart();
        for (Path file : files) {
            body.file("file", file);
        }
        String path = API + "/reference-sets/" + referenceSet + "/images";
        return http.read(http.post(path, body.body(), Map.of("Content-Type", body.contentType())), UploadAnswer.class);
    }

    /** Asks for a build; it goes on after the answer. */
    public VersionAnswer createVersion(String referenceSet, Map<String, Object> fields) {
        return http.read(http.send("POST", versions(referenceSet), fields), VersionAnswer.class);
    }

    public VersionAnswer version(String referenceSet, int number) {
        return http.read(http.get(versions(referenceSet) + "/" + number), VersionAnswer.class);
    }

    /** Waits until a build has ended, well or not; tells each state that it sees. */
    public VersionAnswer await(String referenceSet, int number, Consumer<VersionAnswer> seen)
            throws InterruptedException {
        while (true) {
            VersionAnswer version = version(referenceSet, number);
            seen.accept(version);
            if (version.ended()) {
                return version;
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    public Optional<DeploymentAnswer> deployment(String product, String line) {
        Map<String, String> filter = Map.of("product", product, "line", line);
        return first(items(http.get(Http.query(API + "/deployments", filter))), DeploymentAnswer.class);
    }

    public DeploymentAnswer deploy(Map<String, Object> fields) {
        return http.read(http.send("POST", API + "/deployments", fields), DeploymentAnswer.class);
    }

    public DeploymentAnswer redeploy(String id, Map<String, Object> fields) {
        return http.read(http.send("PUT", API + "/deployments/" + id, fields), DeploymentAnswer.class);
    }

    /**
     * Judges an image. Where the deployment is new to a node, which has yet to load its bank, the image is sent again for a while.
     *
     * @param idempotencyKey null, or a key under which the same image is judged once
     */
    public InspectionAnswer inspect(Path image, String product, String line, String serial, String idempotencyKey)
            throws FileNotFoundException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("product", product);
        parameters.put("line", line);
        parameters.put("serial", serial);
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/octet-stream");
        if (idempotencyKey != null) {
            headers.put("Idempotency-Key", idempotencyKey);
        }
        String path = Http.query(API + "/inspections", parameters);
        long end = System.nanoTime() + loadingLimit.toNanos();
        while (true) {
            try {
                return http.read(http.post(path, BodyPublishers.ofFile(image), headers), InspectionAnswer.class);
            } catch (PatchbankException e) {
                if (!e.code().code().equals(LOADING) || System.nanoTime() > end) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a bank is loaded", e);
        }
    }

    /** The PNG behind a link of an inspection, e.g. {@code overlay}. */
    public byte[] picture(InspectionAnswer inspection, String link) {
        String path = inspection.links() == null ? null : inspection.links().get(link);
        return http.bytes(path == null ? API + "/inspections/" + inspection.id() + "/" + link : path);
    }

    private static String versions(String referenceSet) {
        return API + "/reference-sets/" + referenceSet + "/versions";
    }

    private static JsonNode items(JsonNode list) {
        return list.has("items") ? list.get("items") : list;
    }

    private <T> Optional<T> first(JsonNode items, Class<T> type) {
        return items.isEmpty() ? Optional.empty() : Optional.of(http.read(items.get(0), type));
    }
}
