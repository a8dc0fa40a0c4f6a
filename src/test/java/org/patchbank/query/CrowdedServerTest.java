package org.patchbank.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.problem.Problem;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestImages;

/** More images at once than a server has room for are sent away before they are read. */
@QuarkusTest
@TestProfile(CrowdedServerTest.LittleRoom.class)
@QuarkusTestResource(DatabaseResource.class)
class CrowdedServerTest {
    private static final int LARGE = 64 << 20;
    private static final String INSPECTIONS = "/api/v1/inspections?product=none";

    private final List<Socket> stalled = new ArrayList<>();

    public static class LittleRoom implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "patchbank.inspection.max-bytes-at-once", Integer.toString(100 << 20),
                    "patchbank.inspection.concurrent", "1",
                    "patchbank.inspection.queue", "3",
                    "patchbank.inspection.patience", "300ms",
                    "patchbank.upload.at-once", "1");
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : stalled) {
            socket.close();
        }
    }

    @Test
    void large_images_beyond_the_memory_are_sent_away_and_small_ones_are_not() throws Exception {
        startSending(LARGE);

        HttpResponse<String> refused = sendWhole(LARGE);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith(Problem.MEDIA_TYPE);
        assertThat(refused.body()).contains("\"code\":\"queue-full\"", "memory", "\"remedy\"");

        // Nothing is deployed here: an image that was let in is told so.
        assertThat(sendWhole(1 << 20).statusCode()).isEqualTo(404);
    }

    @Test
    void images_beyond_the_places_are_sent_away_without_being_read() throws Exception {
        for (int i = 0; i < 4; i++) {
            startSending(1000);
        }

        given().contentType("image/png")
                .body(new byte[] {1})
                .post(INSPECTIONS)
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("2"))
                .body("code", equalTo("queue-full"));
    }

    @Test
    void sender_that_hangs_up_gives_its_room_back() throws Exception {
        startSending(LARGE);
        hangUp();

        int status = 429;
        for (int i = 0; i < 50 && status == 429; i++) {
            status = sendWhole(LARGE).statusCode();
        }
        assertThat(status).isEqualTo(404);
    }

    @Test
    void uploads_beyond_the_limit_are_sent_away() throws Exception {
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"crowd\", \"product\": \"plate\"}")
                .post("/api/v1/reference-sets")
                .then()
                .statusCode(201);
        Map<String, byte[]> files = new TreeMap<>();
        IntStream.range(0, 60).forEach(i -> files.put(i + ".png", TestImages.good(i)));
        byte[] zip = TestImages.zip(files);

        List<Response> answers = new ArrayList<>();
        for (int i = 0; i < 10 && answers.stream().noneMatch(answer -> answer.statusCode() == 429); i++) {
            answers.addAll(uploadAtOnce(4, zip));
        }

        assertThat(answers).extracting(Response::statusCode).containsOnly(200, 429);
        answers.stream()
                .filter(answer -> answer.statusCode() == 429)
                .forEach(answer -> answer.then()
                        .header("Retry-After", equalTo("2"))
                        .contentType(startsWith(Problem.MEDIA_TYPE))
                        .body("code", equalTo("too-many-uploads"))
                        .body("remedy", containsString("patchbank.upload.at-once")));
    }

    private static List<Response> uploadAtOnce(int times, byte[] zip) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(times);
        try {
            Callable<Response> upload =
                    () -> given().multiPart("file", "all.zip", zip).post("/api/v1/reference-sets/crowd/images");
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : senders.invokeAll(Collections.nCopies(times, upload))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            senders.shutdown();
        }
    }

    /** Sends the head of a request and the first byte of its body, and waits until the server has taken it in. */
    private void startSending(int bytes) throws Exception {
        Socket socket = new Socket(URI.create(RestAssured.baseURI).getHost(), RestAssured.port);
        stalled.add(socket);
        String head = "POST " + INSPECTIONS + " HTTP/1.1\r\nHost: here\r\nContent-Type: image/png\r\nContent-Length: "
                + bytes + "\r\n\r\nx";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        Thread.sleep(300);
    }

    private static HttpResponse<String> sendWhole(int bytes) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        URI server = URI.create(RestAssured.baseURI + ":" + RestAssured.port + INSPECTIONS);
        return client.send(
                HttpRequest.newBuilder(server)
                        .header("Content-Type", "image/png")
                        .POST(BodyPublishers.ofByteArray(new byte[bytes]))
                        .build(),
                BodyHandlers.ofString());
    }
}
