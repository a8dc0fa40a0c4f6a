package org.patchbank.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.deployment.Deployment;
import org.patchbank.platform.TimeOrderedId;
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
            insert into deployment_threshold (deployment_id, revision, reference_set, version,
                review_value, review_method, review_wanted, review_promised, review_low, review_high,
                reject_value, reject_method, reject_wanted, reject_promised, reject_low, reject_high,
                calibration_images, reason, made_at)
            values (:deployment, 1, 'set', 1, 0.5, 'MANUAL', 0.5, 0.5, 0, 1,
                0.6, 'MANUAL', 0.5, 0.5, 0, 1, 12, 'test', now())""";

    /** The newest part of line-1 and every fifth of its others. */
    private static final String VERDICTS = """
            insert into verdict (inspection_id, number, product, quality, given_by, given_at)
            select id, 1, product, 'DEFECTIVE', 'test', now() from (select *, row_number() over (order by id desc) as place
                from inspection where deployment_id = :deployment and line = 'line-1') i where place % 5 = 1""";

    private static final String CURRENT_VERDICTS = """
            insert into current_verdict (inspection_id, number, factory, product, line, deployment_id, decision, score, quality,
                given_by, given_at)
            select id, 1, factory, i.product, line, deployment_id, decision, score, quality, given_by, given_at
            from verdict v join inspection i on i.id = v.inspection_id where deployment_id = :deployment""";

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

    @Test
    void last_accepted_parts_of_a_line_are_found_by_an_index_without_those_found_defective() {
        UUID id = UUID.randomUUID();
        Deployment deployment = new Deployment(
                id, "default", PRODUCT, "line-1", null, "set", 1, null, null, 1, null, Optional.empty(), null, null);
        UUID start = TimeOrderedId.firstAt(Instant.ofEpochMilli(1000000000000L));
        QuarkusTransaction.begin();
        try {
            fill(id);
            List<UUID> accepted = accepted(deployment, start);
            update(VERDICTS, id);
            update(CURRENT_VERDICTS, id);
            database.createNativeQuery("analyze current_verdict").executeUpdate();
            long before = read("inspection") + read("current_verdict");
            List<UUID> good = accepted(deployment, start);
            long read = read("inspection") + read("current_verdict") - before;

            assertThat(accepted).hasSize(100);
            assertThat(good).hasSize(100).doesNotContain(accepted.get(0)).contains(accepted.get(1));
            assertThat(good).filteredOn(accepted::contains).hasSizeBetween(60, 90);
            assertThat(read).as("rows read of %d", MANY).isLessThan(2000);
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private List<UUID> accepted(Deployment deployment, UUID after) {
        return store.accepted(deployment, after, 100).stream()
                .map(InspectionStore.AcceptedPart::id)
                .toList();
    }

    /** Rows and entries of indexes that this transaction has read. */
    private long read(String table) {
        Object rows =
                database.createNativeQuery("""
                        select sum(pg_stat_get_xact_tuples_returned(relid) + coalesce((select sum(pg_stat_get_xact_tuples_returned(indexrelid))
                            from pg_index where indrelid = relid), 0))
                        from (select relid from pg_partition_tree(cast(:table as regclass))
                            union select cast(cast(:table as regclass) as oid)) tables""").setParameter("table", table).getSingleResult();
        return ((Number) rows).longValue();
    }

    private void fill() {
        fill(UUID.randomUUID());
    }

    private void fill(UUID deployment) {
        update(
                "insert into deployment (id, product, line, revision, created_at, removed_at)"
                        + " values (:deployment, :product, 'x', 1, now(), now())",
                deployment);
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
