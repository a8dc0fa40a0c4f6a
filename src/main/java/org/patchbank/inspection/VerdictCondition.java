package org.patchbank.inspection;

import java.util.List;
import java.util.Map;

/**
 * Looks for inspections by the verdict that holds now. There are far fewer verdicts than inspections, so what is said of the
 * inspection is said of the verdict's copy of it too: the search then goes along the verdicts.
 */
final class VerdictCondition {
    /** How an id is compared with each bound that a list may have. */
    private static final Map<String, String> BOUNDS = Map.of("from", ">=", "after", ">", "to", "<", "before", "<");

    private VerdictCondition() {}

    /** Adds what the filter says of the verdict; returns what is selected from, with the inspection as i. */
    static String add(InspectionFilter filter, List<String> conditions, Map<String, Object> values) {
        if (filter.judged() == VerdictFilter.NONE) {
            conditions.add("not exists (select 1 from CurrentVerdictEntity v where v.inspectionId = i.id)");
            return "InspectionEntity i";
        }
        if (filter.judged() == null && filter.defectType() == null) {
            return "InspectionEntity i";
        }
        BOUNDS.forEach((bound, comparison) -> {
            if (values.containsKey(bound)) {
                conditions.add("v.inspectionId " + comparison + " :" + bound);
            }
        });
        for (String copied : List.of("factory", "product", "line", "decision")) {
            if (values.containsKey(copied)) {
                conditions.add("v.%1$s = :%1$s".formatted(copied));
            }
        }
        if (filter.judged() != null) {
            conditions.add("v.quality = :quality");
            values.put("quality", filter.judged().quality().orElseThrow());
        }
        if (filter.defectType() != null) {
            conditions.add("v.defectType = :defectType");
            values.put("defectType", filter.defectType());
        }
        return "InspectionEntity i join CurrentVerdictEntity v on v.inspectionId = i.id";
    }
}
