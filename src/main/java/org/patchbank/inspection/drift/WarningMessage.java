package org.patchbank.inspection.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.patchbank.inspection.drift.DriftWarning.Resolution;

/** What webhooks are told of a warning; written as JSON in snake_case. Fields may be added, and are not taken away. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WarningMessage(
        UUID id,
        String factory,
        String product,
        String line,
        UUID deployment,
        String measure,
        double before,
        double after,
        double psi,
        double ks,
        double pValue,
        Instant since,
        boolean sinceStart,
        Instant firstSeen,
        Instant lastSeen,
        List<UUID> beforeInspections,
        List<UUID> afterInspections,
        Instant resolvedAt,
        String resolution,
        String link) {

    static WarningMessage of(DriftWarning warning) {
        return new WarningMessage(
                warning.id(),
                warning.factory(),
                warning.product(),
                warning.line(),
                warning.deployment(),
                warning.measure().label(),
                warning.beforeMiddle(),
                warning.afterMiddle(),
                warning.psi(),
                warning.ks(),
                warning.pValue(),
                warning.since(),
                warning.sinceStart(),
                warning.firstSeen(),
                warning.lastSeen(),
                warning.before(),
                warning.after(),
                warning.resolvedAt().orElse(null),
                warning.resolution().map(Resolution::label).orElse(null),
                "/api/v1/warnings/" + warning.id());
    }
}
