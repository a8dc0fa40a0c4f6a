package org.patchbank.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.testing.MilvusServer;
import org.patchbank.testing.ProgramProcess;
import org.patchbank.testing.StoppableMilvus;
import org.patchbank.testing.TestProduct;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.milvus.MilvusOptions;
import org.patchbank.vectorindex.milvus.MilvusVectorIndex;
import org.postgresql.ds.PGSimpleDataSource;

/** The packaged program searching its bank in a real Milvus, by a graph, against the same program with the bank in memory. */
class IndexServedIT {
    /** Milvus indexes nothing smaller than 1,024 rows. */
    private static final int ROWS = 2000;

    private static final double SAME_SCORE = 1e-4;
    private static final String BY_INDEX = "patchbank_search_views_total{by=\"index\"}";
    private static final List<byte[]> PARTS = parts();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path dataDir;

    private final TestProduct product = new TestProduct("index-plate");

    private static List<byte[]> parts() {
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            parts.add(TestProduct.good(1000 + i));
        }
        for (DefectKind kind : DefectKind.values()) {
            parts.add(TestProduct.defective(kind, 1));
        }
        return parts;
    }

    @Test
    void scores_are_those_of_the_bank_in_memory_also_while_milvus_is_killed_and_back() throws Exception {
        try (StoppableMilvus milvus = MilvusServer.own()) {
            List<Judged> local;
            try (ProgramProcess program = ProgramProcess.start(dataDir, settings(milvus, "local"))) {
                TestProduct here = product.at(program.url()).enrol(12);
                int version = here.build(Map.of("model", Map.of("coreset_size", ROWS)));
                here.deploy("line", version).then().statusCode(201);
                local = judged(here);
                assertThat(local).extracting(Judged::search).containsOnly("local");
                assertThat(local).extracting(Judged::mapExact).containsOnly(true);
                finishIndex(program.database(), milvus.uri());
            }
            try (ProgramProcess program = ProgramProcess.start(dataDir, settings(milvus, "index"))) {
                TestProduct here = product.at(program.url());
                await(() -> here.request().get("/q/health/ready").statusCode() == 200);
                double before = metric(metrics(here), BY_INDEX);
                List<Judged> found = judged(here);
                assertSame(found, local);
                assertThat(found).extracting(Judged::search).containsOnly("index");
                assertThat(found).extracting(Judged::mapExact).contains(false);
                String metrics = metrics(here);
                assertThat(metric(metrics, BY_INDEX)).isEqualTo(before + PARTS.size());
                assertThat(metric(metrics, "patchbank_search_recall")).isBetween(0.0, 1.0);
                assertThat(metric(metrics, "patchbank_search_corrected_total")).isBetween(0.0, before + PARTS.size());
                assertThat(metric(metrics, "patchbank_search_verified_patches_sum"))
                        .isPositive();
                assertThat(unanswered(here)).isZero();

                killedWhileInspecting(here, milvus, local);
            }
            milvus.kill();
            forgetFiles();
            try (ProgramProcess program = ProgramProcess.start(dataDir, settings(milvus, "index"))) {
                startedWithoutMilvus(product.at(program.url()), milvus, local);
            }
        } finally {
            ProgramProcess.stopOrphan(dataDir);
        }
    }

    /** Images are judged by the bank's file meanwhile, exactly; Milvus is searched again by itself once it is back. */
    private static void killedWhileInspecting(TestProduct here, StoppableMilvus milvus, List<Judged> local) {
        Map<String, Judged> answered = new ConcurrentHashMap<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean stop = new AtomicBoolean();
        Thread line = new Thread(() -> {
            for (int i = 0; !stop.get() && failure.get() == null; i++) {
                try {
                    Response answer = here.inspect("line", PARTS.get(i % PARTS.size()));
                    Judged judged = Judged.of(answer);
                    assertThat(judged.score())
                            .isCloseTo(local.get(i % PARTS.size()).score(), within(SAME_SCORE));
                    answered.put(answer.path("id"), judged);
                } catch (Throwable e) {
                    failure.set(e);
                }
            }
        });
        line.start();
        try {
            ProgramProcess.sleep(1000);
            milvus.kill();
            await(() -> failure.get() != null || unanswered(here) > 0);
            ProgramProcess.sleep(2000);
            milvus.restart();
            double before = metric(metrics(here), "patchbank_search_calls_seconds_count");
            await(() -> failure.get() != null
                    || metric(metrics(here), "patchbank_search_calls_seconds_count") > before + PARTS.size());
        } finally {
            stop.set(true);
            join(line);
        }
        assertThat(failure.get()).isNull();
        answered.forEach((id, judged) -> {
            Response kept = here.request().get(TestProduct.BASE + "/inspections/" + id);
            assertThat(kept.statusCode()).as(id).isEqualTo(200);
            assertThat(kept.jsonPath().getDouble("score")).isEqualTo(judged.score());
        });
        double unanswered = unanswered(here);
        assertSame(judged(here), local);
        assertThat(unanswered(here)).isEqualTo(unanswered);
        System.out.printf(
                "%d inspections answered around a kill of Milvus, %.0f of them by the bank's file%n",
                answered.size(), unanswered);
    }

    /** As on a node that never had the bank. */
    private void forgetFiles() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dataDir.resolve("banks"))) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** It runs, says what is missing, and judges by itself once Milvus is there. */
    private static void startedWithoutMilvus(TestProduct here, StoppableMilvus milvus, List<Judged> local) {
        await(() -> here.request().get("/q/health/ready").asString().contains("broken (vector-index-unavailable)"));
        assertThat(here.request().get("/q/health/ready").statusCode()).isEqualTo(503);
        Response refused = here.inspect("line", PARTS.get(0));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat((String) refused.path("code")).isEqualTo("deployment-broken");
        assertThat(refused.asString()).contains("Milvus");
        assertThat((String) refused.path("remedy")).isNotEmpty();

        milvus.restart();
        await(() -> here.request().get("/q/health/ready").statusCode() == 200);
        List<Judged> found = judged(here);
        assertSame(found, local);
        assertThat(found).extracting(Judged::search).containsOnly("index");
    }

    private static Map<String, String> settings(StoppableMilvus milvus, String mode) {
        Map<String, String> settings = new HashMap<>(MilvusServer.settings(milvus.uri()));
        settings.put("patchbank.vector-index.milvus.index", "hnsw");
        settings.put("patchbank.search.mode", mode);
        settings.put("patchbank.search.pause", "1s");
        return settings;
    }

    /** Has the graph built now, as Milvus does by itself after a while. */
    private static void finishIndex(DatabaseAddress address, String uri) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(address.jdbcUrl());
        database.setUser(address.username());
        database.setPassword(address.password());
        MilvusOptions options = MilvusOptions.of(uri, Installation.of(database).collectionPrefix());
        try (MilvusVectorIndex index = new MilvusVectorIndex(options)) {
            VectorCollection bank = index.collections().stream()
                    .filter(collection -> collection.name().startsWith("bank_"))
                    .findFirst()
                    .orElseThrow();
            assertThat(index.count(bank, VectorFilter.ALL)).isEqualTo(ROWS);
            index.finishIndex(bank);
        }
    }

    private record Judged(double score, String decision, String search, boolean mapExact) {
        static Judged of(Response answer) {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
            return new Judged(
                    answer.jsonPath().getDouble("score"),
                    answer.path("decision"),
                    answer.path("search"),
                    answer.path("map_exact"));
        }
    }

    private static List<Judged> judged(TestProduct here) {
        return PARTS.stream().map(part -> Judged.of(here.inspect("line", part))).toList();
    }

    private static void assertSame(List<Judged> found, List<Judged> local) {
        for (int i = 0; i < local.size(); i++) {
            assertThat(found.get(i).score())
                    .as("part %d", i)
                    .isCloseTo(local.get(i).score(), within(SAME_SCORE));
            assertThat(found.get(i).decision()).isEqualTo(local.get(i).decision());
        }
    }

    private static String metrics(TestProduct here) {
        return here.request().get("/q/metrics").asString();
    }

    private static double unanswered(TestProduct here) {
        return metrics(here)
                .lines()
                .filter(line -> line.startsWith("patchbank_search_unanswered_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The value of a metric that must be there. */
    private static double metric(String metrics, String name) {
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + "(?:\\{})? (\\S+)$", Pattern.MULTILINE)
                .matcher(metrics);
        assertThat(line.find()).as("metric %s in %s", name, metrics).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier well) {
        long end = System.currentTimeMillis() + 120_000;
        while (!well.getAsBoolean()) {
            assertThat(System.currentTimeMillis()).as("in time").isLessThan(end);
            ProgramProcess.sleep(300);
        }
    }
}
