package org.patchbank.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.scoring.Decision;
import org.patchbank.testing.DatabaseResource;

/** How a list of inspections is found among many. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class InspectionIndexTest {
    private static final int MANY = 20_000;
    private static final String PRODUCT = "indexed";

    /**
     * Ids of version 7, a second apart; scores from 0 to 1, each once, in no order of time. All of it is in 2001, a
     * partition where no other test's inspections change what the planner expects.
     */
    private static final String FILL = """
            insert into inspection (id, product, line, deployment_id, revision, reference_set, version, decision, score,
                review_threshold, reject_threshold, regions, timings, patch_scores, grid_rows, grid_columns, input_size,
                image_sha256, image_width, image_height, received_at)
            select cast(lpad(to_hex(1000000000000 + n * 1000), 12, '0') || '7000800000000000' || lpad(to_hex(n), 4, '0') as uuid),
                :product, 'line-' || n % 4, :deployment, 1, 'set', 1,
                case when n * 7919 % :many >= 0.99 * :many then 'REJECT' else 'ACCEPT' end, (n * 7919 % :many) / cast(:many as float8),
                0.5, 0.6, '[]', '{}', '', 1, 1, 224, 'sha', 1, 1, now()
            from generate_series(1, :many) n""";

    private static final String THRESHOLD = """
            insert into deployment_threshold values (:deployment, 1, 'set', 1, 0.5, 'MANUAL', 0.5, 0.5, 0, 1,
                0.6, 'MANUAL', 0.5, 0.5, 0, 1, 12, 'test', now())""";

    @Inject
    InspectionStore store;

    @Inject
    EntityManager database;

    @ParameterizedTest
    @CsvSource({
        "0.999, ,",
        "0.999, line-1,",
        "0.999, , REJECT",
    })
    void highest_scores_of_a_product_are_found_by_an_index(double minScore, String line, Decision decision) {
        InspectionFilter filter = new InspectionFilter(
                "default", PRODUCT, line, decision, null, null, null, null, null, null, minScore, null, null, null,
                null, null, null);
        QuarkusTransaction.begin();
        try {
            fill();
            long before = scans("inspection_of_score");
            List<Inspection> found = store.list(filter, null, 10);

            assertThat(scans("inspection_of_score")).isGreaterThan(before);
            assertThat(found)
                    .isNotEmpty()
                    .isSortedAccordingTo(Comparator.comparing(Inspection::id, Comparator.comparing(UUID::toString))
                            .reversed())
                    .allMatch(inspection -> inspection.score() >= minScore);
            UUID second = found.get(0).id();
            assertThat(store.list(filter, second, 10)).startsWith(found.get(1)).doesNotContain(found.get(0));
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private void fill() {
        UUID deployment = UUID.randomUUID();
        update("insert into deployment values (:deployment, :product, 'x', null, 1, now(), now())", deployment);
        update(THRESHOLD, deployment);
        update(FILL, deployment);
        database.createNativeQuery("analyze inspection").executeUpdate();
    }

    private void update(String statement, UUID deployment) {
        Query query = database.createNativeQuery(statement).setParameter("deployment", deployment);
        if (statement.contains(":product")) {
            query.setParameter("product", PRODUCT);
        }
        if (statement.contains(":many")) {
            query.setParameter("many", MANY);
        }
        query.executeUpdate();
    }

    /** How often this transaction has looked into an index: the very statement that the store sends is seen. */
    private long scans(String index) {
        Object scans = database.createNativeQuery(
                        "select sum(pg_stat_get_xact_numscans(relid)) from pg_partition_tree(cast(:index as regclass))")
                .setParameter("index", index)
                .getSingleResult();
        return ((Number) scans).longValue();
    }
}
