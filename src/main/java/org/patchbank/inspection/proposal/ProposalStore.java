package org.patchbank.inspection.proposal;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.patchbank.inspection.proposal.ProposalAnswer.Result;
import org.patchbank.platform.database.Sql;

/** Reads and writes answers; finds what waits for one. In transactions of the caller. */
@ApplicationScoped
class ProposalStore implements PanacheRepositoryBase<ProposalAnswerEntity, ProposalAnswerEntity.Key> {
    private static final String WAITING = """
            select v.inspection_id from current_verdict v
            where v.deployment_id = ? and v.quality = 'GOOD' and v.decision <> 'ACCEPT' and v.inspection_id < ?
                and not exists (select from proposal_answer a where a.inspection_id = v.inspection_id)
            order by v.inspection_id desc limit %d""";

    private static final String ANSWERED = """
            select a.inspection_id from proposal_answer a
            where a.deployment_id = ? and a.inspection_id < ? and a.answer = ?
                and not exists (
                    select from proposal_answer later where later.inspection_id = a.inspection_id and later.number > a.number)
            order by a.inspection_id desc limit %d""";

    private static final String PROPOSED = """
            select inspection_id from current_verdict
            where inspection_id = any (?) and deployment_id = ? and quality = 'GOOD' and decision <> 'ACCEPT'
            order by inspection_id""";

    private final Sql sql;

    ProposalStore(Sql sql) {
        this.sql = sql;
    }

    /** @param note or null */
    record Given(UUID deployment, String by, Instant at, String note) {}

    /** Inspections of a deployment, newest first, below one. */
    List<UUID> list(UUID deployment, ProposalState state, UUID before, int count) {
        return state == ProposalState.PROPOSED
                ? ids(WAITING.formatted(count), deployment, before)
                : ids(ANSWERED.formatted(count), deployment, before, state);
    }

    private List<UUID> ids(String query, Object... values) {
        return sql.list(query, row -> Sql.uuid(row, "inspection_id"), values);
    }

    /** Those that are proposed, answered or not. */
    List<UUID> proposed(UUID deployment, Collection<UUID> inspections) {
        return proposed(PROPOSED, deployment, inspections);
    }

    /** The same, held until the transaction ends: verdicts wait for that, and so do other answers. */
    List<UUID> lock(UUID deployment, Collection<UUID> inspections) {
        return proposed(PROPOSED + " for update", deployment, inspections);
    }

    private List<UUID> proposed(String query, UUID deployment, Collection<UUID> inspections) {
        return ids(query, inspections.toArray(UUID[]::new), deployment);
    }

    /** By inspection, newest first. */
    Map<UUID, List<ProposalAnswer>> answers(Collection<UUID> inspections) {
        return inspections.isEmpty()
                ? Map.of()
                : find("key.inspectionId in ?1 order by key.number desc", inspections).stream()
                        .map(ProposalAnswerEntity::answer)
                        .collect(Collectors.groupingBy(ProposalAnswer::inspection));
    }

    /**
     * @param number one more than that of the last answer
     * @param verdict number of the one that holds
     * @param result empty where it is declined
     */
    void add(UUID inspection, int number, int verdict, Given given, Optional<Result> result) {
        ProposalAnswerEntity row = new ProposalAnswerEntity();
        row.key = new ProposalAnswerEntity.Key(inspection, number);
        row.deploymentId = given.deployment();
        row.answer = result.isPresent() ? ProposalState.ACCEPTED : ProposalState.DECLINED;
        row.verdict = verdict;
        row.givenBy = given.by();
        row.givenAt = given.at();
        row.note = given.note();
        result.ifPresent(made -> {
            row.referenceSetId = made.referenceSetId();
            row.referenceSet = made.referenceSet();
            row.imageId = made.image();
            row.versionId = made.versionId();
            row.version = made.version();
        });
        persistAndFlush(row);
    }
}
