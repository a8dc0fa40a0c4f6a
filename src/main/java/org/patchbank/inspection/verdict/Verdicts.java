package org.patchbank.inspection.verdict;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.Quality;
import org.patchbank.platform.PatchbankException;

/** What people say of inspections. Nothing is overwritten: the trail of an inspection only grows. */
@ApplicationScoped
public class Verdicts {
    private final Inspections inspections;
    private final DefectTypes types;
    private final VerdictStore store;
    private final Clock clock;
    private final ReviewQueue queue;
    private final Event<Verdict> given;

    Verdicts(
            Inspections inspections,
            DefectTypes types,
            ReviewQueue queue,
            VerdictStore store,
            Clock clock,
            Event<Verdict> given) {
        this.inspections = inspections;
        this.types = types;
        this.queue = queue;
        this.store = store;
        this.clock = clock;
        this.given = given;
    }

    /**
     * Adds a verdict; it supersedes those before. The inspection waits in the review queue no more. Observers are told inside
     * the transaction.
     *
     * @throws PatchbankException if there is no such inspection or region, a defect type is not in the product's catalogue,
     *     a defective region is said to be on a good part, or somebody else has claimed the inspection
     */
    @Transactional
    public Verdict give(UUID inspectionId, NewVerdict verdict) {
        Inspection inspection = inspections.get(inspectionId);
        requireType(inspection, verdict.whole());
        Set<Integer> named = new HashSet<>();
        for (RegionFinding region : verdict.regions()) {
            requireRegion(inspection, region.region(), named.add(region.region()));
            requireType(inspection, region.finding());
            requireAgreement(verdict.whole(), region);
        }
        queue.judged(inspectionId, verdict.by());
        Verdict added = store.add(inspection, verdict, clock.instant());
        given.fire(added);
        return added;
    }

    private void requireType(Inspection inspection, Finding finding) {
        if (finding.defectType() != null) {
            types.requireChoosable(inspection.product(), finding.defectType());
        }
    }

    private static void requireRegion(Inspection inspection, int region, boolean first) {
        int regions = inspection.regions().size();
        if (region < 0 || region >= regions || !first) {
            throw new PatchbankException(
                    VerdictErrorCode.REGION_UNKNOWN,
                    first
                            ? "The inspection has %d regions, none of number %d.".formatted(regions, region)
                            : "Region %d is named twice.".formatted(region),
                    "Name each region once, by its place in the inspection's regions, from 0.");
        }
    }

    private static void requireAgreement(Finding whole, RegionFinding region) {
        if (whole.quality() == Quality.GOOD && region.finding().quality() == Quality.DEFECTIVE) {
            throw new PatchbankException(
                    VerdictErrorCode.VERDICT_CONTRADICTS,
                    "The part is called good and its region %d defective.".formatted(region.region()),
                    "Call the part defective, or the region good.");
        }
    }

    /**
     * All that was said of an inspection, newest first.
     *
     * @throws PatchbankException {@code INSPECTION_NOT_FOUND}
     */
    @Transactional
    public List<Verdict> trail(UUID inspection) {
        inspections.get(inspection);
        return store.trail(inspection);
    }

    /** @throws PatchbankException {@code VERDICT_NOT_FOUND} */
    @Transactional
    public Verdict get(UUID inspection, int number) {
        return store.verdict(inspection, number)
                .orElseThrow(() -> new PatchbankException(
                        VerdictErrorCode.VERDICT_NOT_FOUND,
                        "Inspection %s has no verdict %d.".formatted(inspection, number),
                        "GET /api/v1/inspections/{id}/verdicts lists those that there are."));
    }

    /** What holds now, by inspection; those that nobody has judged are missing. */
    @Transactional
    public Map<UUID, CurrentVerdict> current(Collection<UUID> inspections) {
        return store.current(inspections);
    }
}
