package org.patchbank.dashboard.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.patchbank.dashboard.system.NodeHealth;
import org.patchbank.inspection.drift.DriftWarning;
import org.patchbank.inspection.drift.DriftWarning.State;
import org.patchbank.inspection.drift.DriftWarnings;
import org.patchbank.inspection.drift.WarningFilter;
import org.patchbank.platform.NodeFactory;

/** The alarms of the first page: what of this node is not ready, and what has drifted. Read once a second at most, as the figures are. */
@ApplicationScoped
class OverviewAlarms {
    private static final Duration FRESH = Duration.ofMillis(900);
    private static final int MOST_WARNINGS = 20;

    private final NodeHealth health;
    private final DriftWarnings warnings;
    private final NodeFactory own;
    private final Clock clock;
    private Alarms kept;
    private Instant keptAt = Instant.EPOCH;

    OverviewAlarms(NodeHealth health, DriftWarnings warnings, NodeFactory own, Clock clock) {
        this.health = health;
        this.warnings = warnings;
        this.own = own;
        this.clock = clock;
    }

    /** @param stamp changes whenever anything does that is shown of them */
    record Alarms(List<NodeHealth.Check> checks, List<DriftWarning> warnings, String stamp) {
        static Alarms of(List<NodeHealth.Check> checks, List<DriftWarning> warnings) {
            int shown = Objects.hash(
                    checks, warnings.stream().map(OverviewAlarms::shown).toList());
            return new Alarms(checks, warnings, Integer.toHexString(shown));
        }
    }

    /** One caller at a time reads; the others wait and find it read. */
    synchronized Alarms now() {
        Instant now = clock.instant();
        if (kept == null || !now.isBefore(keptAt.plus(FRESH))) {
            WarningFilter held =
                    new WarningFilter(own.name(), null, null, null, Set.of(State.OPEN, State.ACKNOWLEDGED));
            kept = Alarms.of(health.alarms(), warnings.list(held, null, MOST_WARNINGS));
            keptAt = clock.instant();
        }
        return kept;
    }

    /** Looks that see the same again change other numbers of a warning. */
    private static List<Object> shown(DriftWarning warning) {
        return List.of(
                warning.id(),
                (float) warning.beforeMiddle(),
                (float) warning.afterMiddle(),
                warning.since(),
                warning.acknowledgement());
    }
}
