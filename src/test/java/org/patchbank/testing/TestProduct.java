package org.patchbank.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.evaluation.demo.PartRenderer;
import org.patchbank.image.codec.PngEncoder;

/** A product of rendered parts that is enrolled, built and deployed through the public API, as a user would do it. */
public final class TestProduct {
    public static final String BASE = "/api/v1";

    private static final PartRenderer RENDERER = new PartRenderer(256);
    private static final long SEED = 11;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String name;
    private final URI server;

    /** At the server that the test runs in. */
    public TestProduct(String name) {
        this(name, null);
    }

    /** At a server of its own. */
    public TestProduct(String name, URI server) {
        this.name = name;
        this.server = server;
    }

    /** The same product at a server that was started anew. */
    public TestProduct at(URI url) {
        return new TestProduct(name, url);
    }

    public RequestSpecification request() {
        return server == null ? given() : given().baseUri(server.toString());
    }

    public String name() {
        return name;
    }

    public String referenceSet() {
        return name + "-good";
    }

    /** Makes the reference set with the first {@code images} good parts. */
    public TestProduct enrol(int images) {
        request()
                .contentType(ContentType.JSON)
                .body(Map.of("name", referenceSet(), "product", name))
                .post(BASE + "/reference-sets")
                .then()
                .statusCode(201);
        return add(0, images);
    }

    /** Adds good images by their numbers. */
    public TestProduct add(int from, int to) {
        RequestSpecification upload = request();
        for (int i = from; i < to; i++) {
            upload.multiPart("file", "good-" + i + ".png", good(i), "image/png");
        }
        upload.post(BASE + "/reference-sets/" + referenceSet() + "/images")
                .then()
                .statusCode(200);
        return this;
    }

    /** Builds the next version and waits until it is ready. */
    public int build() {
        return ready(startBuild());
    }

    /** Builds a version with some fields of the spec changed, and waits until it is ready. */
    public int build(Map<String, ?> fields) {
        Map<String, Object> spec = new HashMap<>(Map.of("model", Map.of("coreset_size", 300)));
        spec.putAll(fields);
        return ready(startBuild(spec));
    }

    /** Grows a version by the images that came after it, and waits until the new one is ready. */
    public int grow(int from) {
        return ready(start(Map.of("grow_from", from)));
    }

    /** Waits until a version is ready. */
    public int ready(int number) {
        Instant end = Instant.now().plus(PATIENCE);
        String state = "";
        while (!state.equals("ready") && Instant.now().isBefore(end)) {
            pause();
            state = request()
                    .get(BASE + "/reference-sets/" + referenceSet() + "/versions/" + number)
                    .path("state");
            assertThat(state).isNotIn("failed", "cancelled");
        }
        assertThat(state).isEqualTo("ready");
        return number;
    }

    public int startBuild() {
        return startBuild(Map.of("model", Map.of("coreset_size", 300)));
    }

    public int startBuild(Map<String, ?> spec) {
        return start(Map.of("spec", spec));
    }

    private int start(Map<String, ?> version) {
        return request()
                .contentType(ContentType.JSON)
                .body(version)
                .post(BASE + "/reference-sets/" + referenceSet() + "/versions")
                .then()
                .statusCode(202)
                .extract()
                .path("number");
    }

    public Response deploy(String line, int version) {
        return request()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "product",
                        name,
                        "line",
                        line,
                        "reference_set",
                        referenceSet(),
                        "version",
                        version,
                        "reject_rate",
                        0.04,
                        "review_rate",
                        0.1))
                .post(BASE + "/deployments");
    }

    public Response inspect(String line, byte[] image) {
        return request().contentType("image/png").body(image).post(inspections(line));
    }

    public String inspections(String line) {
        return BASE + "/inspections?product=" + name + "&line=" + line;
    }

    /** A good part; those from 1000 on are none that a test learns from. */
    public static byte[] good(int number) {
        return PngEncoder.encode(RENDERER.goodPart(number, SEED).image());
    }

    public static byte[] defective(DefectKind kind, int number) {
        return PngEncoder.encode(RENDERER.defectivePart(kind, number, SEED).image());
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
