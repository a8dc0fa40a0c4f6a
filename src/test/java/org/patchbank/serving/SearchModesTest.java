package org.patchbank.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.StageTimes;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestProduct;

/** A node whose memory holds one bank serves two, the other through an index that forgets. */
@QuarkusTest
@QuarkusTestResource(value = DatabaseResource.class, restrictToAnnotatedClass = true)
@TestProfile(SearchModesTest.SmallNode.class)
class SearchModesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final byte[] DEFECTIVE = TestProduct.defective(DefectKind.values()[0], 3);

    /** Room for one bank of 300 rows. */
    public static class SmallNode implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "patchbank.search.memory", "2000000",
                    "patchbank.search.idle", "10s",
                    "patchbank.search.pause", "1ms",
                    "patchbank.inspection.poll-every", "200ms");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(ForgetfulIndex.class);
        }
    }

    @Inject
    BankLoader loader;

    @Inject
    ForgetfulIndex index;

    @Inject
    PatchbankSettings settings;

    @Inject
    BankCache banks;

    @AfterEach
    void mend() {
        index.broken(false);
    }

    @Test
    void bank_without_room_is_searched_in_the_index_until_it_takes_the_place_of_an_unused_one() {
        TestProduct first = new TestProduct("modes-first").enrol(12);
        String firstId = first.deploy("line", first.build()).path("id");
        TestProduct second = new TestProduct("modes-second").enrol(12);
        String secondId = second.deploy("line", second.build()).path("id");
        UUID firstVersion = version(first);
        UUID secondVersion = version(second);
        assertThat(search(firstId)).isEqualTo("local fits");
        assertThat(search(secondId)).isEqualTo("index no_room");
        given().get("/q/health/ready")
                .then()
                .body("checks.data.'modes-second/line'", hasItem("ready, searched in the index"));
        assertThat(files()).containsExactly(secondVersion + ".bank");
        double exact = localScore(secondVersion);

        first.inspect("line", DEFECTIVE).then().body("search", equalTo("local")).body("map_exact", equalTo(true));
        index.broken(true);
        JsonPath byFile = second.inspect("line", DEFECTIVE).jsonPath();
        index.broken(false);
        first.inspect("line", DEFECTIVE).then().statusCode(201); // or it would be dropped soon
        assertThat(byFile.getString("search")).isEqualTo("index");
        assertThat(byFile.getBoolean("map_exact")).isTrue();
        assertThat(byFile.getDouble("score")).isCloseTo(exact, within(1e-4));
        pause();
        JsonPath byIndex = second.inspect("line", DEFECTIVE).jsonPath();
        assertThat(byIndex.getString("search")).isEqualTo("index");
        assertThat(byIndex.getBoolean("map_exact")).isFalse();
        assertThat(byIndex.getDouble("score")).isCloseTo(exact, within(1e-4));
        assertThat(byIndex.getString("decision")).isEqualTo(byFile.getString("decision"));
        given().get("/api/v1/inspections/" + byIndex.getString("id")).then().body("map_exact", equalTo(false));
        given().get("/q/metrics")
                .then()
                .body(containsString("patchbank_search_views_total{by=\"index\"}"))
                .body(containsString("patchbank_search_unanswered_total{reason=\"vector-index-unavailable\"}"))
                .body(containsString("patchbank_search_recall"))
                .body(containsString("patchbank_search_verified_patches"));

        await(() -> {
            second.inspect("line", DEFECTIVE);
            return search(secondId).equals("local fits");
        });
        await(() -> search(firstId).equals("index no_room"));
        await(() -> files().equals(Set.of(firstVersion + ".bank")));
        second.inspect("line", DEFECTIVE)
                .then()
                .body("search", equalTo("local"))
                .body("map_exact", equalTo(true));
        assertThat(second.inspect("line", DEFECTIVE).jsonPath().getDouble("score"))
                .isCloseTo(exact, within(1e-4));
        first.inspect("line", DEFECTIVE).then().statusCode(201);
    }

    private double localScore(UUID version) {
        Threshold threshold = new Calibration(new double[] {1, 2}).threshold(0.1);
        return loader.load(version)
                .inspector()
                .examine(DEFECTIVE, new DecisionRule(threshold, threshold), new StageTimes())
                .score();
    }

    private static UUID version(TestProduct product) {
        return UUID.fromString(given().get("/api/v1/reference-sets/" + product.referenceSet() + "/versions/1")
                .path("id"));
    }

    private static String search(String deployment) {
        JsonPath found = given().get("/api/v1/deployments/" + deployment).jsonPath();
        return found.getString("search.mode") + " " + found.getString("search.reason");
    }

    private Set<String> files() {
        Path folder = settings.dataDir().resolve("banks");
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            pause();
        }
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
