package org.patchbank.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.testing.ProgramProcess;
import org.patchbank.testing.TestProduct;

/** A line that sends the same parts round and round, each with a key, and sends again what got no answer. */
final class LineOfParts {
    static final String LINE = "line";
    private static final int PARTS = 12;
    private static final int CALLERS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double SAME_SCORE = 1e-4;
    /** What docs/operations.md lets the proxy and the program say while a part of the installation is away. */
    private static final List<Integer> GO_ON_LATER = List.of(502, 503, 504);

    private final TestProduct product;
    private final List<byte[]> images = new ArrayList<>();
    private final List<Judged> before = new ArrayList<>();
    private final Map<String, Judged> answered = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();

    record Judged(int part, String decision, double score) {}

    LineOfParts(TestProduct product) {
        this.product = product;
        for (int i = 0; i < PARTS; i++) {
            images.add(
                    i % 3 == 0
                            ? TestProduct.defective(DefectKind.values()[i % DefectKind.values().length], 1000 + i)
                            : TestProduct.good(1000 + i));
        }
    }

    /** What is decided of each part while nothing is disturbed. */
    void judgeAll() {
        for (int part = 0; part < PARTS; part++) {
            before.add(judge(part));
        }
        assertThat(before).extracting(Judged::decision).contains("reject").contains("accept");
    }

    /** Runs the line while something is done to the services. */
    void during(Runnable disturbance) {
        AtomicBoolean goOn = new AtomicBoolean(true);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> {
                while (goOn.get() && failure.get() == null) {
                    judge(sent.get() % PARTS);
                }
            });
            caller.setUncaughtExceptionHandler((thread, e) -> failure.compareAndSet(null, e));
            caller.start();
            callers.add(caller);
        }
        try {
            disturbance.run();
        } finally {
            goOn.set(false);
            callers.forEach(LineOfParts::join);
        }
        assertThat(failure.get()).isNull();
    }

    private Judged judge(int part) {
        String key = "part-" + sent.incrementAndGet();
        Instant end = Instant.now().plus(PATIENCE);
        String last = "";
        for (boolean first = true; Instant.now().isBefore(end); first = false) {
            if (!first) {
                repeated.incrementAndGet();
                ProgramProcess.sleep(200);
            }
            try {
                Response answer = product.request()
                        .header("Idempotency-Key", key)
                        .contentType("image/png")
                        .body(images.get(part))
                        .post(product.inspections(LINE) + "&serial=" + key);
                if (answer.statusCode() == 200 || answer.statusCode() == 201) {
                    Judged judged = new Judged(
                            part, answer.path("decision"), answer.jsonPath().getDouble("score"));
                    answered.put(answer.path("id"), judged);
                    return judged;
                }
                last = answer.statusCode() + " " + answer.asString();
                assertThat(answer.statusCode()).as(last).isIn(GO_ON_LATER);
                assertThat(isProblem(answer) && answer.path("remedy") == null)
                        .as("a problem without a remedy: %s", last)
                        .isFalse();
            } catch (AssertionError e) {
                throw e;
            } catch (Exception connection) {
                // Rest-assured throws the connection's IOException undeclared. Nothing was promised for this one.
                last = connection.toString();
            }
        }
        throw new AssertionError("no answer within " + PATIENCE + ": " + last);
    }

    /** The program's own error; the proxy's has no code. */
    private static boolean isProblem(Response answer) {
        return answer.contentType().startsWith("application/problem+json");
    }

    /** Every answer is in the list, once, as it was given, and says what was said before anything was disturbed. */
    void verify() {
        Map<String, Judged> listed = list();
        assertThat(listed.keySet()).as("no inspection is lost").containsAll(answered.keySet());
        answered.forEach((id, judged) -> {
            Judged kept = listed.get(id);
            Judged expected = before.get(judged.part());
            assertThat(kept.decision()).isEqualTo(judged.decision()).isEqualTo(expected.decision());
            // Rest-assured reads the numbers of a list as floats.
            assertThat((float) kept.score()).isEqualTo((float) judged.score());
            assertThat(judged.score()).isCloseTo(expected.score(), within(SAME_SCORE));
        });
        System.out.printf(
                "%d inspections answered, %d listed, 0 lost, 0 decided otherwise; %d requests sent again%n",
                answered.size(), listed.size(), repeated.get());
    }

    private Map<String, Judged> list() {
        Map<String, Judged> listed = new HashMap<>();
        String cursor = "";
        while (cursor != null) {
            Response page = product.request().get(product.inspections(LINE) + "&limit=500" + cursor);
            assertThat(page.statusCode()).isEqualTo(200);
            List<Map<String, Object>> items = page.path("items");
            for (Map<String, Object> item : items) {
                Judged judged =
                        new Judged(-1, (String) item.get("decision"), ((Number) item.get("score")).doubleValue());
                assertThat(listed.put((String) item.get("id"), judged)).isNull();
            }
            cursor = page.path("next_cursor") == null ? null : "&cursor=" + page.path("next_cursor");
        }
        return listed;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
