package org.patchbank.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbank.platform.Sha256;

/**
 * What a company does to a cluster all day: lines inspect at both query nodes, versions are built and promoted. Takes down what
 * was answered, and checks it afterwards.
 */
public final class ClusterLoad {
    private static final String LINE = "line";
    private static final List<String> QUERY_NODES = List.of("query-1", "query-2");

    /** How long a node that lives may answer from an earlier version: told at once, and looking every second behind it. */
    private static final long STALE_LIMIT_MS = 20_000;

    /** Few, so that what each version makes of each can be learned again. */
    private static final int IMAGES = 8;

    private static final String QUIET_LINE = "quiet-line";
    private static final float SAME_SCORE = 1e-5f;

    private final Cluster cluster;
    private final TestProduct product;
    private final String deployment;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger nextImage = new AtomicInteger();
    private final Map<String, Answered> answered = new ConcurrentHashMap<>();
    private final Map<String, Integer> cutOff = new ConcurrentHashMap<>();
    private final Queue<Promotion> promotions = new ConcurrentLinkedQueue<>();
    private final Set<Integer> builds = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private String quietDeployment;
    private volatile boolean stopping;

    /** @param sent before the request was sent; milliseconds since 1970 */
    private record Answered(
            int image,
            String sha256,
            float score,
            String decision,
            int revision,
            int version,
            String node,
            long sent,
            long got) {}

    /** @param got when the answer came: from then on the node that was asked judges with it */
    private record Promotion(int revision, int version, String asked, long got) {}

    public ClusterLoad(Cluster cluster, TestProduct product, int version) {
        this.cluster = cluster;
        this.product = product;
        this.deployment = at("query-1")
                .deploy(LINE, version)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Cluster.awaitReady(cluster.node("query-2"));
    }

    private TestProduct at(String node) {
        return product.at(cluster.node(node).url());
    }

    public void start() {
        for (String node : QUERY_NODES) {
            run("line-at-" + node, () -> inspect(node));
        }
        run("builder", this::build);
        run("promoter", this::promote);
    }

    private interface Step {
        void take() throws Exception;
    }

    private void run(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    while (!stopping) {
                        try {
                            step.take();
                        } catch (AssertionError e) {
                            faults.add(name + ": " + e.getMessage());
                        } catch (Exception aConnectionThatBroke) {
                            // Rest-assured throws IOExceptions undeclared. What was not answered promises nothing.
                            ProgramProcess.sleep(100);
                        }
                    }
                },
                name);
        threads.add(thread);
        thread.start();
    }

    private void inspect(String node) {
        int number = nextImage.getAndIncrement();
        String key = "part-" + number;
        cutOff.put(key, number);
        send(node, key, number);
    }

    private void send(String node, String key, int number) {
        long sent = System.currentTimeMillis();
        int image = number % IMAGES;
        Response answer = at(node).request()
                .header("Idempotency-Key", key)
                .contentType("image/png")
                .body(image(image))
                .post(product.inspections(LINE) + "&serial=" + key);
        if (answer.statusCode() != 201 && answer.statusCode() != 200) {
            refused(answer);
            return;
        }
        boolean now = answer.statusCode() == 201;
        answered.put(
                answer.path("id"),
                new Answered(
                        image,
                        answer.path("image.sha256"),
                        answer.jsonPath().getFloat("score"),
                        answer.path("decision"),
                        answer.path("revision"),
                        answer.path("version"),
                        now ? node : "",
                        sent,
                        System.currentTimeMillis()));
        cutOff.remove(key);
    }

    private static byte[] image(int number) {
        return TestProduct.good(2000 + number);
    }

    private void refused(Response answer) {
        refused.merge(answer.statusCode() + " " + answer.path("code"), 1, Integer::sum);
        ProgramProcess.sleep(50);
    }

    private void build() {
        if (builds.size() < 3 + nextImage.get() / 40) {
            Response answer = at("ingest")
                    .request()
                    .contentType(ContentType.JSON)
                    .body(Map.of("seed", 1 + builds.size(), "spec", Map.of("model", Map.of("coreset_size", 300))))
                    .post(versions());
            if (answer.statusCode() == 202) {
                builds.add(answer.path("number"));
            } else {
                refused(answer);
            }
        }
        ProgramProcess.sleep(1500);
    }

    private String versions() {
        return "/api/v1/reference-sets/" + product.referenceSet() + "/versions";
    }

    private void promote() {
        ProgramProcess.sleep(700);
        List<Integer> ready = at("ingest")
                .request()
                .get(versions() + "?limit=100")
                .jsonPath()
                .getList("items.findAll { it.state == 'ready' }.number");
        int version = ready.get(promotions.size() % ready.size());
        String node = QUERY_NODES.get(promotions.size() % QUERY_NODES.size());
        Response answer = at(node).request()
                .contentType(ContentType.JSON)
                .body(Map.of("version", version))
                .put("/api/v1/deployments/" + deployment);
        if (answer.statusCode() == 200) {
            promotions.add(new Promotion(answer.path("revision"), version, node, System.currentTimeMillis()));
        } else {
            refused(answer);
        }
    }

    /** Fails if a thread has seen what must not be. */
    public void check() {
        assertThat(faults).isEmpty();
    }

    public void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
        check();
    }

    public void awaitBuilds(long limitMs) {
        long end = System.currentTimeMillis() + limitMs;
        List<String> open = List.of("?");
        while (!open.isEmpty() && System.currentTimeMillis() < end) {
            ProgramProcess.sleep(300);
            open = at("ingest")
                    .request()
                    .get(versions() + "?limit=100")
                    .jsonPath()
                    .getList("items.findAll { it.state != 'ready' }.state");
        }
        assertThat(open).as("versions that are not ready").isEmpty();
        List<Integer> numbers =
                at("ingest").request().get(versions() + "?limit=100").path("items.number");
        assertThat(numbers).containsAll(builds).doesNotHaveDuplicates();
    }

    /** Sends again what was cut off, then looks for everything that was answered, and at who answered. */
    public void verify() {
        Map.copyOf(cutOff).forEach((key, number) -> send("query-1", key, number));
        assertThat(cutOff)
                .as("cut off, and refused when sent again; refused so far %s", refused)
                .isEmpty();
        Map<Integer, Integer> versionOf = new HashMap<>();
        List<Map<String, Object>> history = at("query-1")
                .request()
                .get("/api/v1/deployments/" + deployment + "/thresholds")
                .path("items");
        history.forEach(entry -> versionOf.put((Integer) entry.get("revision"), (Integer) entry.get("version")));
        promotions.forEach(made -> assertThat(versionOf).containsEntry(made.revision(), made.version()));
        Map<String, Map<String, Object>> kept = kept("query-2");
        answered.forEach((id, answer) -> verify(id, answer, versionOf, kept.get(id)));
        verifyImages();
        verifyKeys(kept.values());
        verifyInForce();
        verifyScores();
    }

    private Map<String, Map<String, Object>> kept(String node) {
        Map<String, Map<String, Object>> kept = new HashMap<>();
        String cursor = "";
        while (cursor != null) {
            Response page = at(node).request().get(product.inspections(LINE) + "&limit=500" + cursor);
            List<Map<String, Object>> items = page.path("items");
            items.forEach(item -> kept.put((String) item.get("id"), item));
            cursor = page.path("next_cursor") == null ? null : "&cursor=" + page.path("next_cursor");
        }
        return kept;
    }

    private static void verify(String id, Answered answer, Map<Integer, Integer> versionOf, Map<String, Object> kept) {
        assertThat(versionOf).as("what was in force").containsEntry(answer.revision(), answer.version());
        assertThat(kept).as("inspection %s", id).isNotNull();
        assertThat(((Map<?, ?>) kept.get("image")).get("sha256")).isEqualTo(answer.sha256());
        assertThat(((Number) kept.get("score")).floatValue()).isEqualTo(answer.score());
        assertThat(kept.get("decision")).isEqualTo(answer.decision());
        assertThat(kept.get("revision")).isEqualTo(answer.revision());
    }

    /** The same bytes are kept once, so one inspection of each image speaks for all. */
    private void verifyImages() {
        Map<String, String> oneOfEach = new HashMap<>();
        answered.forEach((id, answer) -> oneOfEach.put(answer.sha256(), id));
        oneOfEach.forEach((sha256, id) -> assertThat(Sha256.of(at("query-1")
                        .request()
                        .get("/api/v1/inspections/" + id + "/original")
                        .asByteArray()))
                .isEqualTo(sha256));
    }

    /** A request that was sent again was counted once. */
    private void verifyKeys(Collection<Map<String, Object>> kept) {
        assertThat(kept).extracting(item -> item.get("serial")).doesNotHaveDuplicates();
        assertThat(kept).hasSize(nextImage.get());
    }

    /**
     * A node goes only forward; the one that made a promotion judges with it from its answer on, and every other one that lives
     * soon after.
     */
    private void verifyInForce() {
        for (String node : QUERY_NODES) {
            TreeMap<Long, Integer> reached = new TreeMap<>();
            answered.values().stream()
                    .filter(answer -> answer.node().equals(node))
                    .forEach(answer -> reached.merge(answer.got(), answer.revision(), Math::max));
            promotions.forEach(made -> reached.merge(
                    made.got() + (made.asked().equals(node) ? 0 : STALE_LIMIT_MS), made.revision(), Math::max));
            answered.values().stream()
                    .filter(answer -> answer.node().equals(node))
                    .forEach(answer -> {
                        int known = reached.headMap(answer.sent(), false).values().stream()
                                .max(Integer::compare)
                                .orElse(0);
                        assertThat(answer.revision())
                                .as("revision that %s answered with", node)
                                .isGreaterThanOrEqualTo(known);
                    });
        }
    }

    /** What an answer calls its version has to be what scored it: each version makes another score of the same image. */
    private void verifyScores() {
        Map<Integer, List<Float>> scores = new TreeMap<>();
        answered.values().stream()
                .map(Answered::version)
                .distinct()
                .forEach(version -> scores.put(version, quiet(version)));
        assertThat(scores.values()).as("scores that tell versions apart").doesNotHaveDuplicates();
        assertThat(scores).hasSizeGreaterThan(1);
        answered.forEach((id, answer) -> assertThat(answer.score())
                .as("score of inspection %s, by version %d", id, answer.version())
                .isCloseTo(scores.get(answer.version()).get(answer.image()), within(SAME_SCORE)));
    }

    /** What a version makes of each image, at a line of its own, where nothing is disturbed any more. */
    private List<Float> quiet(int version) {
        TestProduct here = at("query-1");
        if (quietDeployment == null) {
            quietDeployment = here.deploy(QUIET_LINE, version)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
        } else {
            here.request()
                    .contentType(ContentType.JSON)
                    .body(Map.of("version", version))
                    .put("/api/v1/deployments/" + quietDeployment)
                    .then()
                    .statusCode(200);
        }
        List<Float> scores = new ArrayList<>();
        for (int image = 0; image < IMAGES; image++) {
            Response answer = here.inspect(QUIET_LINE, image(image));
            assertThat(answer.statusCode()).as(answer::asString).isEqualTo(201);
            assertThat((Integer) answer.path("version")).isEqualTo(version);
            scores.add(answer.jsonPath().getFloat("score"));
        }
        return scores;
    }

    public String summary() {
        return "%d inspections answered, 0 lost, 0 by a wrong version; %d builds, %d promotions; refused meanwhile %s"
                .formatted(answered.size(), builds.size(), promotions.size(), new TreeMap<>(refused));
    }
}
