package org.patchbank.inspection.verdict;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patchbank.inspection.Inspection;

/** Reads and writes verdicts, inside its caller's transaction. */
@ApplicationScoped
class VerdictStore {
    /** Numbers the verdict, and holds back whoever judges the same inspection until this transaction ends. */
    private static final String SUPERSEDE = """
            insert into current_verdict (inspection_id, number, factory, product, line, deployment_id, decision, score,
                quality, defect_type, severity, given_by, given_at)
            values (:inspection, 1, :factory, :product, :line, :deployment, :decision, :score, :quality, :type, :severity,
                :by, :at)
            on conflict (inspection_id) do update set number = current_verdict.number + 1, quality = excluded.quality,
                defect_type = excluded.defect_type, severity = excluded.severity, given_by = excluded.given_by,
                given_at = excluded.given_at
            returning number""";

    /** What is not looked for by stands in the trail alone. */
    private static final String CURRENT = """
            select c.inspectionId, c.number, c.quality, c.defectType, c.severity, v.finding.note, v.finding.repair, c.givenBy, c.givenAt
            from CurrentVerdictEntity c
            left join VerdictEntity v on v.key.inspectionId = c.inspectionId and v.key.number = c.number
            where c.inspectionId in :inspections""";

    private final EntityManager database;

    VerdictStore(EntityManager database) {
        this.database = database;
    }

    Verdict add(Inspection inspection, NewVerdict verdict, Instant at) {
        Finding whole = verdict.whole();
        int number = ((Number) database.createNativeQuery(SUPERSEDE)
                        .setParameter("inspection", inspection.id())
                        .setParameter("factory", inspection.factory())
                        .setParameter("product", inspection.product())
                        .setParameter("line", inspection.line())
                        .setParameter("deployment", inspection.deployment())
                        .setParameter("decision", inspection.decision().name())
                        .setParameter("score", inspection.score())
                        .setParameter("quality", whole.quality().name())
                        .setParameter("type", whole.defectType())
                        .setParameter(
                                "severity",
                                whole.severity() == null
                                        ? null
                                        : whole.severity().name())
                        .setParameter("by", verdict.by())
                        .setParameter("at", at)
                        .getSingleResult())
                .intValue();
        VerdictEntity row = new VerdictEntity();
        row.key = new VerdictEntity.Key(inspection.id(), number);
        row.product = inspection.product();
        row.finding = FindingColumns.of(whole);
        row.givenBy = verdict.by();
        row.givenAt = at;
        database.persist(row);
        database.flush();
        for (RegionFinding region : verdict.regions()) {
            VerdictRegionEntity regionRow = new VerdictRegionEntity();
            regionRow.key = new VerdictRegionEntity.Key(inspection.id(), number, region.region());
            regionRow.product = inspection.product();
            regionRow.finding = FindingColumns.of(region.finding());
            database.persist(regionRow);
        }
        database.flush();
        return row.verdict(verdict.regions());
    }

    /** Newest first. */
    List<Verdict> trail(UUID inspection) {
        Map<Integer, List<VerdictRegionEntity>> regions = database.createQuery(
                        "from VerdictRegionEntity where key.inspectionId = :inspection order by key.region",
                        VerdictRegionEntity.class)
                .setParameter("inspection", inspection)
                .getResultStream()
                .collect(Collectors.groupingBy(region -> region.key.number()));
        return database.createQuery(
                        "from VerdictEntity where key.inspectionId = :inspection order by key.number desc",
                        VerdictEntity.class)
                .setParameter("inspection", inspection)
                .getResultStream()
                .map(verdict -> verdict.verdict(regions.getOrDefault(verdict.key.number(), List.of()).stream()
                        .map(VerdictRegionEntity::regionFinding)
                        .toList()))
                .toList();
    }

    Optional<Verdict> verdict(UUID inspection, int number) {
        return trail(inspection).stream()
                .filter(verdict -> verdict.number() == number)
                .findFirst();
    }

    /** By inspection; those without a verdict are missing. */
    Map<UUID, CurrentVerdict> current(Collection<UUID> inspections) {
        return inspections.isEmpty()
                ? Map.of()
                : database.createQuery(CURRENT, CurrentVerdict.class)
                        .setParameter("inspections", inspections)
                        .getResultStream()
                        .collect(Collectors.toMap(CurrentVerdict::inspection, Function.identity()));
    }
}
