package org.patchbank.inspection.verdict;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patchbank.inspection.Inspection;
import org.patchbank.platform.database.Sql;

/** Reads and writes verdicts, inside its caller's transaction. */
@ApplicationScoped
class VerdictStore implements PanacheRepositoryBase<VerdictEntity, VerdictEntity.Key> {
    /** Numbers the verdict, and holds back whoever judges the same inspection until this transaction ends. */
    private static final String SUPERSEDE = """
            insert into current_verdict (inspection_id, number, factory, product, line, deployment_id, decision, score,
                quality, defect_type, severity, given_by, given_at)
            values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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

    private final Sql sql;

    VerdictStore(Sql sql) {
        this.sql = sql;
    }

    Verdict add(Inspection inspection, NewVerdict verdict, Instant at) {
        Finding whole = verdict.whole();
        int number = sql.first(
                        SUPERSEDE,
                        current -> current.getInt("number"),
                        inspection.id(),
                        inspection.factory(),
                        inspection.product(),
                        inspection.line(),
                        inspection.deployment(),
                        inspection.decision(),
                        inspection.score(),
                        whole.quality(),
                        whole.defectType(),
                        whole.severity(),
                        verdict.by(),
                        at)
                .orElseThrow();
        VerdictEntity row = new VerdictEntity();
        row.key = new VerdictEntity.Key(inspection.id(), number);
        row.product = inspection.product();
        row.finding = FindingColumns.of(whole);
        row.givenBy = verdict.by();
        row.givenAt = at;
        persistAndFlush(row);
        for (RegionFinding region : verdict.regions()) {
            VerdictRegionEntity regionRow = new VerdictRegionEntity();
            regionRow.key = new VerdictRegionEntity.Key(inspection.id(), number, region.region());
            regionRow.product = inspection.product();
            regionRow.finding = FindingColumns.of(region.finding());
            getEntityManager().persist(regionRow);
        }
        flush();
        return row.verdict(verdict.regions());
    }

    /** Newest first. */
    List<Verdict> trail(UUID inspection) {
        Map<Integer, List<VerdictRegionEntity>> regions = getEntityManager()
                .createQuery(
                        "from VerdictRegionEntity where key.inspectionId = :inspection order by key.region",
                        VerdictRegionEntity.class)
                .setParameter("inspection", inspection)
                .getResultStream()
                .collect(Collectors.groupingBy(region -> region.key.number()));
        return find("key.inspectionId = ?1 order by key.number desc", inspection).stream()
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
                : getEntityManager()
                        .createQuery(CURRENT, CurrentVerdict.class)
                        .setParameter("inspections", inspections)
                        .getResultStream()
                        .collect(Collectors.toMap(CurrentVerdict::inspection, Function.identity()));
    }
}
