package org.patchbank.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.platform.Sha256;
import org.patchbank.testing.ProgramProcess;
import org.patchbank.testing.TestProduct;

/**
 * Kills the program at random moments while several lines send images, again and again on one data folder. Every inspection
 * that was answered must be there after the next start, every one that is there must be whole, and a request that was cut
 * off may be sent again without being counted twice. {@code
 * -Dpatchbank.crash.seed=7} at other moments.
 */
class InspectCrashIT {
    private static final long SEED = Long.getLong("patchbank.crash.seed", 1);
    private static final int CALLERS = 3;
    private static final long READY_LIMIT_MS = 60_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path dataDir;

    private final Random random = new Random(SEED);
    private final AtomicInteger nextImage = new AtomicInteger(2000);

    /** What was answered, by id. */
    private final Map<String, Answered> answered = new ConcurrentHashMap<>();

    /** Requests that were sent and not answered, by idempotency key. */
    private final Map<String, byte[]> cutOff = new ConcurrentHashMap<>();

    private final Set<String> seenWhole = new HashSet<>();

    private record Answered(String imageSha256, double score, String decision) {}

    @Test
    @Tag("figures")
    void killed_twenty_times_at_random_moments_of_inspecting_loses_nothing_and_shows_nothing_half() throws Exception {
        suffer(20);
    }

    @Test
    void killed_at_a_random_moment_of_inspecting_loses_nothing_and_shows_nothing_half() throws Exception {
        suffer(1);
    }

    private void suffer(int rounds) throws Exception {
        TestProduct product = new TestProduct("crash-plate");
        int sentAgain = 0;
        try {
            try (ProgramProcess program = ProgramProcess.start(dataDir)) {
                TestProduct here = product.at(program.url()).enrol(12);
                here.deploy("line", here.build()).then().statusCode(201);
            }
            for (int round = 0; round < rounds; round++) {
                ProgramProcess program = ProgramProcess.start(dataDir);
                TestProduct here = product.at(program.url());
                awaitReady(here);
                verify(here);
                sentAgain += sendAgainWhatWasCutOff(here);
                List<Thread> callers = startCallers(here);
                ProgramProcess.sleep(200 + random.nextInt(2500));
                program.kill();
                for (Thread caller : callers) {
                    caller.join();
                }
            }
            try (ProgramProcess program = ProgramProcess.start(dataDir)) {
                TestProduct here = product.at(program.url());
                awaitReady(here);
                verify(here);
                sentAgain += sendAgainWhatWasCutOff(here);
                verify(here);
            }
        } finally {
            ProgramProcess.stopOrphan(dataDir);
        }
        System.out.printf(
                "%d kills; %d inspections answered, 0 lost; %d seen, all whole; %d requests cut off and sent again%n",
                rounds, answered.size(), seenWhole.size(), sentAgain);
        assertThat(answered).isNotEmpty();
    }

    private List<Thread> startCallers(TestProduct product) {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> inspectUntilItDies(product), "caller-" + i);
            caller.start();
            callers.add(caller);
        }
        return callers;
    }

    private void inspectUntilItDies(TestProduct product) {
        while (true) {
            int number = nextImage.getAndIncrement();
            String key = "part-" + number;
            byte[] image = TestProduct.good(number);
            cutOff.put(key, image);
            try {
                take(key, send(product, key, image));
            } catch (Exception theServerDied) {
                // Rest-assured throws the connection's IOException undeclared. Nothing was promised for this one.
                return;
            }
        }
    }

    private static Response send(TestProduct product, String key, byte[] image) {
        return product.request()
                .header("Idempotency-Key", key)
                .contentType("image/png")
                .body(image)
                .post(product.inspections("line") + "&serial=" + key);
    }

    private void take(String key, Response answer) {
        assertThat(answer.statusCode()).isIn(200, 201);
        answered.put(
                answer.path("id"),
                new Answered(
                        answer.path("image.sha256"), answer.jsonPath().getDouble("score"), answer.path("decision")));
        cutOff.remove(key);
    }

    /** @return how many there were */
    private int sendAgainWhatWasCutOff(TestProduct product) {
        Map<String, byte[]> again = Map.copyOf(cutOff);
        again.forEach((key, image) -> {
            take(key, send(product, key, image));
            List<String> ids = product.request()
                    .get(product.inspections("line") + "&serial=" + key)
                    .path("items.id");
            assertThat(ids).as("inspections of %s", key).hasSize(1);
        });
        return again.size();
    }

    /** Everything that was answered is listed, and everything that is listed is whole. */
    private void verify(TestProduct product) throws IOException {
        Set<String> listed = new HashSet<>();
        String cursor = "";
        while (cursor != null) {
            Response page = product.request().get(product.inspections("line") + "&limit=500" + cursor);
            List<String> ids = page.path("items.id");
            listed.addAll(ids);
            cursor = page.path("next_cursor") == null ? null : "&cursor=" + page.path("next_cursor");
        }
        assertThat(listed).containsAll(answered.keySet());
        for (String id : listed) {
            if (seenWhole.add(id)) {
                verifyWhole(product, id);
            }
        }
    }

    private void verifyWhole(TestProduct product, String id) throws IOException {
        String path = TestProduct.BASE + "/inspections/" + id;
        Response inspection = product.request().get(path);
        assertThat(inspection.statusCode()).isEqualTo(200);
        byte[] original = product.request().get(path + "/original").asByteArray();
        assertThat(Sha256.of(original)).isEqualTo(inspection.path("image.sha256"));
        for (String picture : List.of("image", "map", "overlay")) {
            byte[] png = product.request().get(path + "/" + picture).asByteArray();
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(256);
        }
        Answered promised = answered.get(id);
        if (promised != null) {
            assertThat(new Answered(
                            inspection.path("image.sha256"),
                            inspection.jsonPath().getDouble("score"),
                            inspection.path("decision")))
                    .isEqualTo(promised);
        }
    }

    private static void awaitReady(TestProduct product) {
        long end = System.currentTimeMillis() + READY_LIMIT_MS;
        int status = 0;
        while (status != 200 && System.currentTimeMillis() < end) {
            status = product.request().get("/q/health/ready").statusCode();
            ProgramProcess.sleep(50);
        }
        assertThat(status).as("readiness").isEqualTo(200);
    }
}
