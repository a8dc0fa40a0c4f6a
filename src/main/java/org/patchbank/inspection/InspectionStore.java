package org.patchbank.inspection;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.patchbank.deployment.Deployment;
import org.patchbank.detector.PatchScores;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.TimeOrderedId;
import org.patchbank.platform.database.Sql;
import org.patchbank.scoring.AcceptedDrift;
import org.patchbank.scoring.Decision;
import org.patchbank.serving.MapSettings;

/** Reads and writes inspections. */
@ApplicationScoped
class InspectionStore implements PanacheRepositoryBase<InspectionEntity, UUID> {
    private final Event<RegionsKept> kept;
    private final Sql sql;

    InspectionStore(Event<RegionsKept> kept, Sql sql) {
        this.kept = kept;
        this.sql = sql;
    }

    /** An inspection with what its map is drawn from. */
    record Drawing(Inspection inspection, PatchScores patches, MapSettings maps) {}

    /**
     * The one write of an inspection; committed when this returns, with all that the observers of its regions write.
     *
     * @param regions what is told of its regions; empty where it has none
     * @throws KeyTaken if its idempotency key is another inspection's
     */
    @Transactional
    void insert(InspectionEntity inspection, Optional<RegionsKept> regions) {
        try {
            persistAndFlush(inspection);
            regions.ifPresent(kept::fire);
        } catch (ConstraintViolationException e) {
            if ("inspection_idempotency_key".equals(e.getConstraintName())) {
                throw new KeyTaken(e);
            }
            throw e;
        }
    }

    @Transactional
    Optional<Inspection> inspection(UUID id) {
        return findByIdOptional(id).map(InspectionEntity::inspection);
    }

    @Transactional
    List<Inspection> all(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : find("id in ?1", ids).stream()
                        .map(InspectionEntity::inspection)
                        .toList();
    }

    /** Those of these images that were kept once and were removed since; they may have come anew. */
    Set<String> imagesRemoved(Set<String> sha256s) {
        Object asked = sha256s.toArray(String[]::new);
        return Set.copyOf(
                sql.list("select sha256 from removed_image where sha256 = any (?)", row -> row.getString(1), asked));
    }

    @Transactional
    Optional<Drawing> drawing(UUID id) {
        return findByIdOptional(id)
                .map(e -> new Drawing(
                        e.inspection(),
                        PatchScoresColumn.read(e.patchScores, new PatchGrid(e.gridRows, e.gridColumns)),
                        new MapSettings(
                                e.inputSize,
                                e.tileSize == null ? OptionalInt.empty() : OptionalInt.of(e.tileSize),
                                e.regionSha256)));
    }

    @Transactional
    Optional<Inspection> inspectionOfKey(String factory, String idempotencyKey) {
        return sql.first(
                        "select inspection_id from inspection_key where factory = ? and idempotency_key = ?",
                        row -> Sql.uuid(row, "inspection_id"),
                        factory,
                        idempotencyKey)
                .flatMap(this::findByIdOptional)
                .map(InspectionEntity::inspection);
    }

    /** At most {@code limit} inspections, newest first, below {@code before} where that is given. */
    @Transactional
    List<Inspection> list(InspectionFilter filter, UUID before, int limit) {
        return list(filter, before, null, "desc", limit);
    }

    /** At most {@code limit} inspections above {@code after}, oldest first. */
    @Transactional
    List<Inspection> newer(InspectionFilter filter, UUID after, int limit) {
        return list(filter, null, after, "asc", limit);
    }

    private List<Inspection> list(InspectionFilter filter, UUID before, UUID after, String order, int limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        require(conditions, values, "factory", "i.factory = :factory", filter.factory());
        require(conditions, values, "product", "i.product = :product", filter.product());
        require(conditions, values, "line", "i.line = :line", filter.line());
        require(conditions, values, "decision", "i.decision = :decision", filter.decision());
        require(conditions, values, "serial", "i.serial = :serial", filter.serial());
        require(conditions, values, "batch", "i.batch = :batch", filter.batch());
        require(conditions, values, "takenFrom", "i.takenAt >= :takenFrom", filter.takenFrom());
        require(conditions, values, "takenTo", "i.takenAt < :takenTo", filter.takenTo());
        require(conditions, values, "minScore", "i.score >= :minScore", filter.minScore());
        require(conditions, values, "maxScore", "i.score <= :maxScore", filter.maxScore());
        require(conditions, values, "deployment", "i.deploymentId = :deployment", filter.deployment());
        require(conditions, values, "referenceSet", "i.referenceSet = :referenceSet", filter.referenceSet());
        require(conditions, values, "version", "i.version = :version", filter.version());
        // Ids sort by time, so a range of time is a range of the same index that gives the order.
        require(conditions, values, "from", "i.id >= :from", firstAt(filter.from()));
        require(conditions, values, "to", "i.id < :to", firstAt(filter.to()));
        require(conditions, values, "before", "i.id < :before", before);
        require(conditions, values, "after", "i.id > :after", after);
        String from = VerdictCondition.add(filter, conditions, values);
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        TypedQuery<InspectionEntity> query = getEntityManager()
                .createQuery("select i from " + from + where + " order by i.id " + order, InspectionEntity.class)
                .setMaxResults(limit);
        values.forEach(query::setParameter);
        return query.getResultStream().map(InspectionEntity::inspection).toList();
    }

    /** An accepted inspection, as {@link AcceptedDrift} sees it. */
    record AcceptedPart(UUID id, AcceptedDrift.Accepted accepted) {}

    /**
     * At most {@code limit} inspections that a deployment accepted with its present version after another, newest first, without those
     * that a person found defective.
     */
    @Transactional
    List<AcceptedPart> accepted(Deployment deployment, UUID after, int limit) {
        return getEntityManager()
                .createQuery(
                        "select i.id, i.score, i.reviewThreshold from InspectionEntity i where i.product = :product"
                                + " and i.line = :line and i.deploymentId = :deployment and i.referenceSet = :set"
                                + " and i.version = :version and i.decision = :accept and i.id > :after and not exists"
                                + " (select 1 from CurrentVerdictEntity v where v.inspectionId = i.id and v.inspectionId > :after"
                                + " and v.deploymentId = :deployment and v.quality = :defective) order by i.id desc",
                        Object[].class)
                .setParameter("product", deployment.product())
                .setParameter("line", deployment.line())
                .setParameter("deployment", deployment.id())
                .setParameter("set", deployment.referenceSet())
                .setParameter("version", deployment.version())
                .setParameter("accept", Decision.ACCEPT)
                .setParameter("defective", Quality.DEFECTIVE)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultStream()
                .map(row ->
                        new AcceptedPart((UUID) row[0], new AcceptedDrift.Accepted((double) row[1], (double) row[2])))
                .toList();
    }

    private static void require(
            List<String> conditions, Map<String, Object> values, String name, String condition, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    private static UUID firstAt(Instant time) {
        return time == null ? null : TimeOrderedId.firstAt(time);
    }

    /** Another request with the same idempotency key was committed first. */
    static final class KeyTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyTaken(Throwable cause) {
            super(cause);
        }
    }
}
