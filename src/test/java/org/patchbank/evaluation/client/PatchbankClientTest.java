package org.patchbank.evaluation.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.ErrorKind;
import org.patchbank.platform.PatchbankException;

/** The client against a server that answers as told. */
class PatchbankClientTest {
    private static final String LOADING =
            "{\"detail\": \"The bank is being loaded.\", \"code\": \"deployment-loading\", \"remedy\": \"Send it again.\"}";

    @TempDir
    Path folder;

    private HttpServer server;
    private PatchbankClient client;
    private int status = 200;
    private String answer = "{}";
    private int loading;
    private int requests;
    private String asked;
    private String sent;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean loads = requests++ < loading;
            byte[] bytes = (loads ? LOADING : answer).getBytes(UTF_8);
            exchange.sendResponseHeaders(loads ? 503 : status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        client = new PatchbankClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void problem_becomes_an_exception_with_its_code_and_remedy() {
        status = 409;
        answer = "{\"detail\": \"It is deployed.\", \"code\": \"already-deployed\", \"remedy\": \"Change it.\"}";
        PatchbankException e = failure(() -> client.deploy(Map.of()));
        assertThat(e).hasMessage("It is deployed.");
        assertThat(e.code().code()).isEqualTo("already-deployed");
        assertThat(e.code().kind()).isEqualTo(ErrorKind.CONFLICT);
        assertThat(e.remedy()).isEqualTo("Change it.");
    }

    @Test
    void failure_of_something_in_between_still_says_what_was_asked() {
        status = 502;
        answer = "<html>Bad gateway</html>";
        PatchbankException e = failure(() -> client.version("set", 3));
        assertThat(e.code().code()).isEqualTo("http-502");
        assertThat(e)
                .hasMessageContaining("/api/v1/reference-sets/set/versions/3")
                .hasMessageContaining("502");
    }

    @Test
    void answer_of_another_program_is_not_understood() {
        answer = "hello";
        assertThat(failure(() -> client.version("set", 3)).code()).isEqualTo(ClientError.ANSWER_NOT_UNDERSTOOD);
    }

    @Test
    void server_that_is_away_is_named() {
        server.stop(0);
        PatchbankException e = failure(client::ping);
        assertThat(e.code()).isEqualTo(ClientError.SERVER_UNREACHABLE);
        assertThat(e).hasMessageContaining(client.server().toString());
    }

    @Test
    void files_go_as_parts_of_one_request_whatever_their_names() throws IOException {
        answer =
                "{\"accepted\": [], \"rejected\": [{\"name\": \"a\", \"code\": \"c\", \"detail\": \"d\", \"remedy\": \"r\"}]}";
        Path odd = Files.writeString(folder.resolve("odd \"ü\".png"), "first");
        Path plain = Files.writeString(folder.resolve("b.png"), "second");
        UploadAnswer upload = client.upload("set", List.of(odd, plain));
        assertThat(asked).isEqualTo("POST /api/v1/reference-sets/set/images");
        assertThat(sent)
                .contains("name=\"file\"; filename=\"odd %22ü%22.png\"", "\r\n\r\nfirst\r\n")
                .contains("filename=\"b.png\"", "\r\n\r\nsecond\r\n--")
                .endsWith("--\r\n");
        assertThat(upload.rejected()).containsExactly(new Refused("a", "c", "d", "r"));
    }

    @Test
    void parameters_are_escaped_and_absent_ones_left_out() throws IOException {
        answer = "{\"id\": \"i\", \"decision\": \"accept\", \"score\": 1.5, \"unknown\": 1}";
        Path image = Files.writeString(folder.resolve("a.png"), "bytes");
        InspectionAnswer inspection = client.inspect(image, "a&b", "line 1", null, null);
        assertThat(asked).isEqualTo("POST /api/v1/inspections?product=a%26b&line=line+1");
        assertThat(sent).isEqualTo("bytes");
        assertThat(inspection.accepted()).isTrue();
    }

    @Test
    void image_is_sent_again_while_a_node_loads_its_bank() throws IOException {
        loading = 2;
        answer = "{\"id\": \"i\", \"decision\": \"accept\", \"score\": 1.5}";
        Path image = Files.writeString(folder.resolve("a.png"), "bytes");
        assertThat(client.inspect(image, "p", "l", null, null).id()).isEqualTo("i");
        assertThat(requests).isEqualTo(3);
        assertThat(sent).isEqualTo("bytes");
    }

    @Test
    void bank_that_is_never_loaded_is_told_of_in_the_end() throws IOException {
        loading = Integer.MAX_VALUE;
        Path image = Files.writeString(folder.resolve("a.png"), "bytes");
        PatchbankClient impatient = new PatchbankClient(client.server(), Duration.ofMillis(400));
        PatchbankException e = failure(() -> impatient.inspect(image, "p", "l", null, null));
        assertThat(e.code().code()).isEqualTo("deployment-loading");
        assertThat(requests).isBetween(2, 4);
    }

    @Test
    void first_of_a_page_is_found_and_an_empty_page_holds_none() {
        answer = "{\"items\": [{\"id\": \"7\", \"product\": \"p\", \"line\": \"l\", \"version\": 2}]}";
        assertThat(client.deployment("p", "l"))
                .get()
                .extracting(DeploymentAnswer::version)
                .isEqualTo(2);
        answer = "{\"items\": []}";
        assertThat(client.deployment("p", "l")).isEmpty();
    }

    private static PatchbankException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(PatchbankException.class, call);
    }
}
