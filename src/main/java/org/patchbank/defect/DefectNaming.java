package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.patchbank.inspection.Quality;
import org.patchbank.inspection.verdict.DefectTypes;
import org.patchbank.inspection.verdict.Finding;
import org.patchbank.inspection.verdict.NewVerdict;
import org.patchbank.inspection.verdict.RegionFinding;
import org.patchbank.inspection.verdict.Verdict;
import org.patchbank.inspection.verdict.Verdicts;
import org.patchbank.platform.PatchbankException;

/** Names many defects at once: each of their inspections gets a verdict, in a transaction of its own. */
@ApplicationScoped
public class DefectNaming {
    private final DefectStore store;
    private final Verdicts verdicts;
    private final DefectTypes types;

    DefectNaming(DefectStore store, Verdicts verdicts, DefectTypes types) {
        this.store = store;
        this.verdicts = verdicts;
        this.types = types;
    }

    /**
     * @param named ids of the defects
     * @param refused by inspection, why its defects were not named
     */
    public record Named(List<Long> named, Map<UUID, PatchbankException> refused) {}

    /**
     * Says the same of some defects, which may be of several products. What was said of other regions of their inspections before
     * stays.
     *
     * @param finding defective, and of which type
     * @param typeName what products call the type whose catalogue lacks its code: one of theirs that has this name is taken, or else
     *     added; null if those products' defects are refused
     * @throws PatchbankException {@code DEFECT_NOT_FOUND} for the first that there is not; nothing is named then
     */
    public Named name(Collection<Long> ids, Finding finding, String typeName, String by) {
        Map<Long, Defect> defects = new TreeMap<>();
        store.defects(ids).forEach(defect -> defects.put(defect.id(), defect));
        ids.stream().filter(id -> !defects.containsKey(id)).findFirst().ifPresent(id -> {
            throw Defects.notFound(id);
        });
        Map<UUID, List<Defect>> byInspection = new LinkedHashMap<>();
        defects.values()
                .forEach(defect -> byInspection
                        .computeIfAbsent(defect.inspection(), inspection -> new ArrayList<>())
                        .add(defect));
        List<Long> named = new ArrayList<>();
        Map<UUID, PatchbankException> refused = new LinkedHashMap<>();
        Map<String, Finding> byProduct = new HashMap<>();
        byInspection.forEach((inspection, regions) -> {
            try {
                Finding said = byProduct.computeIfAbsent(
                        regions.get(0).product(), product -> inCatalogue(product, finding, typeName));
                verdicts.give(inspection, verdict(inspection, regions, said, by));
                regions.forEach(defect -> named.add(defect.id()));
            } catch (PatchbankException e) {
                refused.put(inspection, e);
            }
        });
        return new Named(named, refused);
    }

    private Finding inCatalogue(String product, Finding finding, String typeName) {
        if (typeName == null) {
            return finding;
        }
        String code =
                types.knownOrAdded(product, finding.defectType(), typeName).code();
        return new Finding(finding.quality(), code, finding.severity(), finding.note(), finding.repair());
    }

    private NewVerdict verdict(UUID inspection, List<Defect> regions, Finding finding, String by) {
        Map<Integer, RegionFinding> said = new TreeMap<>();
        List<Verdict> trail = verdicts.trail(inspection);
        if (!trail.isEmpty() && trail.get(0).whole().quality() == Quality.DEFECTIVE) {
            trail.get(0).regions().forEach(region -> said.put(region.region(), region));
        }
        regions.forEach(defect -> said.put(defect.region(), new RegionFinding(defect.region(), finding)));
        return new NewVerdict(finding, List.copyOf(said.values()), by);
    }
}
