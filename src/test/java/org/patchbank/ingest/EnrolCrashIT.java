package org.patchbank.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.Sha256;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.testing.ProgramProcess;
import org.patchbank.testing.TestImages;

/**
 * Kills the program at random moments of enrolling, building and growing, again and again on one data folder. What was answered must
 * be there after the next start, and what is there must be whole.
 * {@code -Dpatchbank.crash.seed=7} at other moments.
 */
class EnrolCrashIT {
    private static final long SEED = Long.getLong("patchbank.crash.seed", 1);
    private static final Duration BUILD_LIMIT = Duration.ofSeconds(180);
    /** A version without any bank: all that it learned is in its parameter file. */
    private static final String NUMBERS_ONLY = "{\"spec\": {\"model\": {\"type\": \"gaussian\"}}}";

    private static final String SET = "/api/v1/reference-sets/plates";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path dataDir;

    private final Random random = new Random(SEED);
    /** Images whose upload was answered: content by id. */
    private final Map<String, String> answeredImages = new HashMap<>();
    /** Versions whose creation was answered. */
    private final TreeSet<Integer> answeredVersions = new TreeSet<>();

    /** Of them, those that were grown: from which. */
    private final Map<Integer, Integer> answeredGrowth = new HashMap<>();

    private int nextImage;

    @Test
    @Tag("figures")
    void killed_twenty_times_at_random_moments_of_enrol_build_and_growth_loses_nothing_and_shows_nothing_half()
            throws Exception {
        suffer(20);
    }

    @Test
    void killed_at_a_random_moment_of_enrol_build_and_growth_loses_nothing_and_shows_nothing_half() throws Exception {
        suffer(1);
    }

    private void suffer(int rounds) throws Exception {
        int interrupted = 0;
        try {
            for (int round = 0; round < rounds; round++) {
                ProgramProcess program = ProgramProcess.start(dataDir);
                verifyWhatWasAnswered(program.url());
                Thread client = new Thread(() -> enrolUntilItDies(program.url()), "client");
                client.start();
                ProgramProcess.sleep(300 + random.nextInt(6000));
                interrupted += stateCount(program.url(), "building") > 0 ? 1 : 0;
                program.kill();
                client.join();
            }
            try (ProgramProcess program = ProgramProcess.start(dataDir)) {
                verifyWhatWasAnswered(program.url());
                awaitAllReady(program.url());
                verifyBanks(program);
                verifyGrowth(program.url());
                verifyWhatWasAnswered(program.url());
            }
        } finally {
            ProgramProcess.stopOrphan(dataDir);
        }
        System.out.printf(
                "%d kills, %d of them in the middle of a build; %d images and %d versions answered, %d of them grown, 0 lost%n",
                rounds, interrupted, answeredImages.size(), answeredVersions.size(), answeredGrowth.size());
        assertThat(answeredImages).isNotEmpty();
    }

    /** Adds images and asks for versions, and takes down what was answered; ends with the first call that is not. */
    private void enrolUntilItDies(URI url) {
        try {
            given().baseUri(url.toString())
                    .contentType(ContentType.JSON)
                    .body("""
                            {"name": "plates", "product": "plate", "spec": {"input_size": 112}}""")
                    .post("/api/v1/reference-sets");
            while (true) {
                for (int batch = 0; batch < 3; batch++) {
                    upload(url);
                }
                Response version = given().baseUri(url.toString())
                        .contentType(ContentType.JSON)
                        .body(nextVersion(url))
                        .post(SET + "/versions");
                if (version.statusCode() == 202) {
                    int number = version.jsonPath().getInt("number");
                    answeredVersions.add(number);
                    Integer from = version.path("growth.from");
                    if (from != null) {
                        answeredGrowth.put(number, from);
                    }
                }
                // Not so many versions that the builds never come to an end.
                ProgramProcess.sleep(1500);
            }
        } catch (Exception theServerDied) {
            // Rest-assured throws the connection's IOException undeclared. Whatever was not answered promises nothing.
        }
    }

    /** In turn: of all images, numbers only, and one grown from the last that has a bank and is ready. */
    private String nextVersion(URI url) {
        return switch (answeredVersions.size() % 3) {
            case 0 -> "{}";
            case 1 -> NUMBERS_ONLY;
            default ->
                versions(url).stream()
                        .filter(version -> "ready".equals(version.get("state")) && hasBank(version))
                        .findFirst()
                        .map(version -> "{\"grow_from\": %s}".formatted(version.get("number")))
                        .orElse("{}");
        };
    }

    private void upload(URI url) {
        RequestSpecification request = given().baseUri(url.toString());
        for (int i = 0; i < 4; i++) {
            int seed = nextImage++;
            request.multiPart("file", "%05d.png".formatted(seed), TestImages.good(seed));
        }
        Response response = request.post(SET + "/images");
        if (response.statusCode() == 200) {
            List<Map<String, Object>> accepted = response.jsonPath().getList("accepted");
            accepted.forEach(image -> answeredImages.put((String) image.get("id"), (String) image.get("sha256")));
        }
    }

    private void verifyWhatWasAnswered(URI url) {
        for (Map.Entry<String, String> image : answeredImages.entrySet()) {
            byte[] bytes = given().baseUri(url.toString())
                    .get(SET + "/images/" + image.getKey() + "/content")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            assertThat(Sha256.of(bytes)).isEqualTo(image.getValue());
        }
        List<Integer> numbers = versions(url).stream()
                .map(version -> (Integer) version.get("number"))
                .toList();
        assertThat(numbers).containsAll(answeredVersions).doesNotHaveDuplicates();
    }

    private static List<Map<String, Object>> versions(URI url) {
        Response response = given().baseUri(url.toString()).get(SET + "/versions?limit=100");
        return response.statusCode() == 404
                ? List.of()
                : new ArrayList<>(response.jsonPath().getList("items"));
    }

    private static long stateCount(URI url, String state) {
        try {
            return versions(url).stream()
                    .filter(version -> state.equals(version.get("state")))
                    .count();
        } catch (Exception theServerIsBusy) {
            return 0;
        }
    }

    private static void awaitAllReady(URI url) {
        long ready = 0;
        long deadline = 0;
        while (ready < versions(url).size()) {
            long now = stateCount(url, "ready");
            if (deadline == 0 || now > ready) {
                ready = now;
                deadline = System.nanoTime() + BUILD_LIMIT.toNanos();
            }
            assertThat(System.nanoTime())
                    .as("the next version is ready in time: %s", versions(url))
                    .isLessThan(deadline);
            assertThat(stateCount(url, "failed")).isZero();
            ProgramProcess.sleep(200);
        }
    }

    /** Every ready version judges an image, which it does only with a bank that fits its hash; and nothing else is kept. */
    private void verifyBanks(ProgramProcess program) throws SQLException, IOException {
        for (Map<String, Object> version : versions(program.url())) {
            String line = "line-" + version.get("number");
            given().baseUri(program.url().toString())
                    .contentType(ContentType.JSON)
                    .body("{\"product\": \"plate\", \"line\": \"%s\", \"reference_set\": \"plates\", \"version\": %s}"
                            .formatted(line, version.get("number")))
                    .post("/api/v1/deployments")
                    .then()
                    .statusCode(201);
            JsonPath inspection = given().baseUri(program.url().toString())
                    .contentType("image/png")
                    .body(TestImages.scratched(1))
                    .post("/api/v1/inspections?product=plate&line=" + line)
                    .then()
                    .statusCode(201)
                    .extract()
                    .jsonPath();
            assertThat(inspection.getString("decision")).isEqualTo("reject");
        }
        assertThat(parameterFiles())
                .as("parameter files in the store")
                .isEqualTo(versions(program.url()).stream()
                        .filter(version -> !hasBank(version))
                        .count());
        DatabaseAddress address = program.database();
        try (Connection database =
                        DriverManager.getConnection(address.jdbcUrl(), address.username(), address.password());
                Statement statement = database.createStatement();
                ResultSet counts = statement.executeQuery("""
                        select (select coalesce(sum(row_count), 0) from vector_block where collection like 'bank%'),
                               (select coalesce(sum(size), 0) from reference_version_bank b
                                   join reference_version v on v.id = b.version_id where v.state = 'READY'),
                               (select count(*) from abandoned_bank) + (select count(*) from abandoned_parameters)""")) {
            counts.next();
            assertThat(counts.getLong(1)).as("vectors of banks in the index").isEqualTo(counts.getLong(2));
            assertThat(counts.getLong(3)).as("banks still to remove").isZero();
        }
    }

    /** A grown version holds the bank that it was grown from, and more. */
    private void verifyGrowth(URI url) {
        Map<Integer, Map<String, Object>> versions = new HashMap<>();
        versions(url).forEach(version -> versions.put((Integer) version.get("number"), version));
        answeredGrowth.forEach((number, from) -> {
            assertThat(((Map<?, ?>) versions.get(number).get("growth")).get("from"))
                    .isEqualTo(from);
            assertThat(bankSize(versions.get(number))).isGreaterThan(bankSize(versions.get(from)));
        });
    }

    private static boolean hasBank(Map<String, Object> version) {
        return !NUMBERS_ONLY.contains(modelType(version));
    }

    private static int bankSize(Map<String, Object> version) {
        return (Integer) ((Map<?, ?>) version.get("bank")).get("size");
    }

    private static String modelType(Map<String, Object> version) {
        return "\"" + ((Map<?, ?>) ((Map<?, ?>) version.get("spec")).get("model")).get("type") + "\"";
    }

    private long parameterFiles() throws IOException {
        Path folder = dataDir.resolve("parameters");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
