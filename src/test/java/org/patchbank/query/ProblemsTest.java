package org.patchbank.query;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.platform.problem.Problem;
import org.patchbank.testing.DatabaseResource;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ProblemsTest {
    private static final String DEPLOYMENTS = "/api/v1/deployments";

    @Test
    void unknown_deployment_has_every_member() {
        String path = DEPLOYMENTS + "/00000000-0000-7000-8000-000000000000";
        problem(given().get(path).then(), 404, "deployment-not-found")
                .body("type", equalTo("urn:patchbank:problem:deployment-not-found"))
                .body("title", equalTo("Deployment not found"))
                .body("status", equalTo(404))
                .body("detail", startsWith("There is no deployment"))
                .body("remedy", containsString("GET /api/v1/deployments"))
                .body("instance", equalTo(path));
    }

    @Test
    void invalid_body_names_its_fields() {
        problem(
                        json("{\"product\": \" \", \"reference_set\": \"a\", \"version\": 0, \"reject_rate\": 1.5}"),
                        400,
                        "invalid-request")
                .body("errors.field", contains("product", "reject_rate", "version"))
                .body("detail", containsString("product must not be blank"));
    }

    @Test
    void missing_body_is_invalid() {
        problem(json(""), 400, "invalid-request");
    }

    @Test
    void unknown_field_is_named_with_those_that_are_known() {
        problem(json("{\"produkt\": \"a\"}"), 400, "invalid-request")
                .body("errors[0].field", equalTo("produkt"))
                .body("errors[0].reason", containsString("product"));
    }

    @Test
    void wrong_type_is_told() {
        problem(json("{\"product\": \"a\", \"version\": \"latest\"}"), 400, "invalid-request")
                .body("errors.field", hasItem("version"))
                .body("detail", containsString("a whole number"))
                .body("detail", not(containsString("java")));
    }

    @Test
    void malformed_json_is_located() {
        problem(json("{\"product\": "), 400, "malformed-json").body("detail", containsString("line 1"));
    }

    @Test
    void unknown_path() {
        problem(given().get("/api/v1/nothing").then(), 404, "unknown-path");
        problem(given().get("/nothing/at/all").then(), 404, "unknown-path");
    }

    @Test
    void method_that_a_path_does_not_take() {
        problem(given().delete(DEPLOYMENTS).then(), 405, "method-not-allowed");
    }

    @Test
    void media_type_that_an_operation_does_not_take() {
        problem(given().contentType("text/csv").body("a,b").post(DEPLOYMENTS).then(), 415, "unsupported-media-type");
    }

    @Test
    void answer_that_nobody_can_give() {
        problem(given().accept("text/csv").get(DEPLOYMENTS).then(), 406, "not-acceptable");
    }

    @Test
    void id_that_is_none() {
        problem(given().get(DEPLOYMENTS + "/7").then(), 400, "invalid-request").body("detail", containsString("7"));
    }

    @Test
    void number_that_is_none() {
        problem(given().get("/api/v1/inspections?limit=many").then(), 400, "invalid-request")
                .body("detail", containsString("many"));
    }

    @Test
    void limit_out_of_range() {
        problem(given().get("/api/v1/inspections?limit=100000").then(), 400, "invalid-request")
                .body("errors.field", contains("limit"));
    }

    @Test
    void time_that_is_none() {
        problem(given().get("/api/v1/inspections?from=yesterday").then(), 400, "invalid-request")
                .body("detail", containsString("yesterday"));
    }

    @Test
    void decision_that_is_none() {
        problem(given().get("/api/v1/inspections?decision=maybe").then(), 400, "invalid-request")
                .body("errors[0].reason", equalTo("must be accept, review or reject"));
    }

    @Test
    void cursor_that_is_none() {
        problem(given().get("/api/v1/inspections?cursor=abc").then(), 400, "invalid-cursor");
    }

    @Test
    void text_that_no_database_keeps() {
        problem(
                given().urlEncodingEnabled(false)
                        .get("/api/v1/inspections?serial=a%00b")
                        .then(),
                400,
                "invalid-request");
    }

    @Test
    void limit_beyond_all_scores() {
        problem(
                        json(
                                "{\"product\": \"a\", \"reference_set\": \"a\", \"version\": 1, \"reject_threshold\": 1e400}"),
                        400,
                        "invalid-request")
                .body("errors.field", contains("reject_threshold"));
    }

    @Test
    void inspection_of_what_is_not_deployed() {
        problem(inspect("?product=none", new byte[] {1}), 404, "not-deployed");
    }

    @Test
    void inspection_without_product() {
        problem(inspect("", new byte[] {1}), 400, "invalid-request").body("errors.field", contains("product"));
    }

    @Test
    void inspection_without_image() {
        problem(inspect("?product=none", new byte[0]), 400, "empty-body");
    }

    /** Sent without REST Assured, which makes an object of every byte. */
    @Test
    void image_over_the_limit() throws IOException, InterruptedException {
        URI inspections = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/inspections?product=none");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(inspections)
                                .header("Content-Type", "image/png")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(64 << 20) + 1]))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"image-body-too-large\"", "\"remedy\"");
    }

    @Test
    void body_that_says_it_is_over_the_limit_of_all_is_not_read() throws IOException {
        URI server = URI.create(RestAssured.baseURI);
        try (Socket socket = new Socket(server.getHost(), RestAssured.port)) {
            String head = "POST /api/v1/inspections?product=tile HTTP/1.1\r\nHost: here\r\nContent-Length: "
                    + (5L << 30) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 413").contains(Problem.MEDIA_TYPE, "\"code\":\"body-too-large\"");
        }
    }

    @Test
    void address_that_is_too_long_is_a_problem() {
        problem(
                given().get("/api/v1/inspections?product=" + "x".repeat(100_000))
                        .then(),
                414,
                "uri-too-long");
    }

    @Test
    void headers_that_are_too_large_are_a_problem() {
        problem(given().header("X-Much", "x".repeat(100_000)).get(DEPLOYMENTS).then(), 431, "headers-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=\"file\"; filename=\"a.png\"\r\n\r\nxx\r\n--b--\r\n",
                "Content-Disposition: form-data; name=\"file",
                "Content-Disposition: form-data; name=\"file\"\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--b--\r\n",
                "Content-Disposition: form-data; name=\"file\"\r\nContent-Type: text/plain; charset=nope\r\n\r\nx\r\n--b--\r\n"
            })
    void malformed_multipart_is_the_callers_fault(String part) {
        problem(
                given().config(config().encoderConfig(
                                        encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
                        .contentType("multipart/form-data; boundary=b")
                        .body("--b\r\n" + part)
                        .post("/api/v1/reference-sets/none/images")
                        .then(),
                400,
                "malformed-multipart");
    }

    @Test
    void database_that_is_away_is_a_reason_to_try_again() {
        problem(given().get("/api/v1/test/database").then(), 503, "database-unavailable")
                .header("Retry-After", equalTo("2"));
    }

    @Test
    void unexpected_error_has_an_incident_and_no_trace() {
        problem(given().get("/api/v1/test/unexpected").then(), 500, "unexpected")
                .body("incident", notNullValue())
                .body("detail", not(containsString("secret")));
    }

    @Test
    void resource_exhausted_says_when_to_try_again() {
        problem(given().get("/api/v1/test/exhausted").then(), 429, "queue-full").header("Retry-After", equalTo("2"));
    }

    private static ValidatableResponse inspect(String query, byte[] body) {
        return given().contentType("image/png")
                .body(body)
                .post("/api/v1/inspections" + query)
                .then();
    }

    private static ValidatableResponse json(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post(DEPLOYMENTS)
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType(startsWith(Problem.MEDIA_TYPE))
                .body("code", equalTo(code))
                .body("remedy", notNullValue());
    }
}
