package org.patchbank.inspection.shadow;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.patchbank.deployment.CandidateRule;
import org.patchbank.deployment.DeploymentError;
import org.patchbank.inspection.shadow.Shadow.Outcome;
import org.patchbank.platform.Ids;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.NodeId;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.TimeOrderedId;
import org.patchbank.platform.database.Sql;

/** Reads and writes which shadows run, and ran. */
@ApplicationScoped
class ShadowStore implements PanacheRepositoryBase<ShadowEntity, UUID> {
    /**
     * Scores say what the limits of now would decide. Who scores meanwhile waits for the shadow's row, so none is overlooked.
     */
    private static final String DECIDE_ANEW = """
            update shadow_score c set decision = d.decision
            from (select r.inspection_id, case when r.score > s.reject_value then 'REJECT'
                          when r.score > s.review_value then 'REVIEW' else 'ACCEPT' end as decision
                  from shadow_score r join shadow s on s.id = r.shadow_id
                  where r.shadow_id = ? and r.score is not null) d
            where c.shadow_id = ? and c.inspection_id = d.inspection_id and c.decision <> d.decision""";

    private static final String CLAIM = """
            update shadow set catching_up = ?, catching_up_until = ?
            where id = ? and ended_at is null and (catching_up is null or catching_up = ? or catching_up_until < ?)""";

    private final Sql sql;
    private final NodeFactory own;
    private final NodeId node;
    private final Ids ids;
    private final Clock clock;

    ShadowStore(Sql sql, NodeFactory own, NodeId node, Ids ids, Clock clock) {
        this.sql = sql;
        this.own = own;
        this.node = node;
        this.ids = ids;
        this.clock = clock;
    }

    /** All of this factory that run. */
    @Transactional
    List<Shadow> running() {
        List<UUID> ids = sql.list(
                "select s.id from shadow s join deployment d on d.id = s.deployment_id"
                        + " where s.ended_at is null and d.factory = ?",
                row -> Sql.uuid(row, "id"),
                own.name());
        return ids.isEmpty()
                ? List.of()
                : find("id in ?1", ids).stream().map(ShadowEntity::shadow).toList();
    }

    @Transactional
    Optional<Shadow> running(UUID deployment) {
        return find("deploymentId = ?1 and endedAt is null", deployment)
                .firstResultOptional()
                .map(ShadowEntity::shadow);
    }

    /** Of a deployment, newest first. */
    @Transactional
    List<Shadow> all(UUID deployment) {
        return find("deploymentId = ?1 order by id desc", deployment).stream()
                .map(ShadowEntity::shadow)
                .toList();
    }

    /** A wish for a shadow. @param from null for now */
    record Wish(UUID deployment, CandidateRule candidate, Instant from, String reason, String by) {}

    /**
     * Has a candidate run as the shadow. Where its version does so already, that one goes on with other limits and, where an earlier time
     * is wanted, further back; another one ends.
     */
    @Transactional
    Shadow run(Wish wish) {
        requireDeployed(wish.deployment());
        Optional<ShadowEntity> present = find("deploymentId = ?1 and endedAt is null", wish.deployment())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
        if (present.isPresent()
                && present.get().versionId.equals(wish.candidate().versionId())) {
            return change(present.get(), wish);
        }
        present.ifPresent(other -> end(other, Outcome.REPLACED, wish.by()));
        return begin(wish);
    }

    /** Nobody removes it until the transaction ends. */
    private void requireDeployed(UUID deployment) {
        if (sql.first("select 1 from deployment where id = ? and removed_at is null for share", row -> true, deployment)
                .isEmpty()) {
            throw new PatchbankException(
                    DeploymentError.DEPLOYMENT_NOT_FOUND,
                    "There is no deployment " + deployment + ".",
                    "GET /api/v1/deployments lists those that there are.");
        }
    }

    private Shadow change(ShadowEntity shadow, Wish wish) {
        shadow.candidate(wish.candidate());
        shadow.reason = wish.reason() == null ? shadow.reason : wish.reason();
        if (wish.from() != null && wish.from().isBefore(shadow.coversFrom)) {
            shadow.coversFrom = wish.from();
            shadow.completeBelow = TimeOrderedId.firstAt(wish.from());
        }
        flush();
        sql.change(DECIDE_ANEW, shadow.id, shadow.id);
        return shadow.shadow();
    }

    private Shadow begin(Wish wish) {
        Instant now = clock.instant();
        ShadowEntity shadow = new ShadowEntity();
        shadow.id = ids.next();
        shadow.deploymentId = wish.deployment();
        shadow.candidate(wish.candidate());
        shadow.coversFrom = wish.from() == null ? now : wish.from();
        shadow.completeBelow = TimeOrderedId.firstAt(shadow.coversFrom);
        shadow.startedAt = now;
        shadow.startedBy = wish.by();
        shadow.reason = wish.reason();
        try {
            persistAndFlush(shadow);
        } catch (ConstraintViolationException e) {
            if ("shadow_running".equals(e.getConstraintName())) {
                throw new PatchbankException(
                        DeploymentError.CHANGED_MEANWHILE,
                        "Somebody else had a version run as the shadow at the same moment.",
                        "Read it again, then decide whether your change still holds.",
                        e);
            }
            throw e;
        }
        return shadow.shadow();
    }

    /** @return false if it does not run any more */
    @Transactional
    boolean end(UUID id, Outcome outcome, String by) {
        ShadowEntity shadow = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (shadow == null || shadow.endedAt != null) {
            return false;
        }
        end(shadow, outcome, by);
        return true;
    }

    /** Ends it as promoted, unless it does not run any more, or with other limits. */
    @Transactional
    boolean promoted(Shadow expected, String by) {
        ShadowEntity shadow = findById(expected.id());
        getEntityManager().refresh(shadow, LockModeType.PESSIMISTIC_WRITE);
        if (shadow.endedAt != null || !shadow.shadow().rule().equals(expected.rule())) {
            return false;
        }
        end(shadow, Outcome.PROMOTED, by);
        return true;
    }

    private void end(ShadowEntity shadow, Outcome outcome, String by) {
        shadow.endedAt = clock.instant();
        shadow.endedBy = by;
        shadow.outcome = outcome;
        shadow.versionId = null;
        flush();
    }

    /**
     * Takes it on to catch up with a shadow's missed inspections, for a while.
     *
     * @return false if another node does, or the shadow has ended
     */
    @Transactional
    boolean claim(UUID id, Duration time) {
        Instant now = clock.instant();
        return sql.change(CLAIM, node.value(), now.plus(time), id, node.value(), now) == 1;
    }

    /** Writes down that every inspection below has been scored, unless more are wanted meanwhile. */
    @Transactional
    void complete(Shadow shadow, UUID below) {
        sql.change(
                "update shadow set complete_below = ? where id = ? and complete_below = ? and complete_below < ?",
                below,
                shadow.id(),
                shadow.completeBelow(),
                below);
    }
}
