package org.patchbank.inspection.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.patchbank.inspection.proposal.ProposalAnswer.Result;

/** Reads and writes answers; finds what waits for one. In transactions of the caller. */
@ApplicationScoped
class ProposalStore {
    private static final String WAITING = """
            select v.inspection_id from current_verdict v
            where v.deployment_id = :deployment and v.quality = 'GOOD' and v.decision <> 'ACCEPT' and v.inspection_id < :before
                and not exists (select from proposal_answer a where a.inspection_id = v.inspection_id)
            order by v.inspection_id desc limit :count""";

    private static final String ANSWERED = """
            select a.inspection_id from proposal_answer a
            where a.deployment_id = :deployment and a.answer = :answer and a.inspection_id < :before
                and not exists (
                    select from proposal_answer later where later.inspection_id = a.inspection_id and later.number > a.number)
            order by a.inspection_id desc limit :count""";

    private static final String PROPOSED = """
            select inspection_id from current_verdict
            where inspection_id in (:inspections) and deployment_id = :deployment and quality = 'GOOD' and decision <> 'ACCEPT'
            order by inspection_id""";

    private final EntityManager database;

    ProposalStore(EntityManager database) {
        this.database = database;
    }

    /** @param note or null */
    record Given(UUID deployment, String by, Instant at, String note) {}

    /** Inspections of a deployment, newest first, below one. */
    List<UUID> list(UUID deployment, ProposalState state, UUID before, int count) {
        var query = database.createNativeQuery(state == ProposalState.PROPOSED ? WAITING : ANSWERED, UUID.class)
                .setParameter("deployment", deployment)
                .setParameter("before", before)
                .setParameter("count", count);
        if (state != ProposalState.PROPOSED) {
            query.setParameter("answer", state.name());
        }
        return ids(query.getResultList());
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
        return ids(database.createNativeQuery(query, UUID.class)
                .setParameter("inspections", inspections)
                .setParameter("deployment", deployment)
                .getResultList());
    }

    private static List<UUID> ids(List<?> rows) {
        return rows.stream().map(UUID.class::cast).toList();
    }

    /** By inspection, newest first. */
    Map<UUID, List<ProposalAnswer>> answers(Collection<UUID> inspections) {
        return inspections.isEmpty()
                ? Map.of()
                : database.createQuery(
                                "from ProposalAnswerEntity where key.inspectionId in :inspections order by key.number desc",
                                ProposalAnswerEntity.class)
                        .setParameter("inspections", inspections)
                        .getResultStream()
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
        database.persist(row);
        database.flush();
    }
}
