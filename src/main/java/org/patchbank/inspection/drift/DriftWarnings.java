package org.patchbank.inspection.drift;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.patchbank.deployment.Deployment;
import org.patchbank.inspection.drift.DriftWarning.Resolution;
import org.patchbank.inspection.drift.WarningStore.Held;
import org.patchbank.platform.Ids;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.PatchbankException;
import org.patchbank.scoring.drift.DriftComparison;
import org.patchbank.webhook.WebhookEvent;
import org.patchbank.webhook.WebhookOutbox;

/** Warnings of drift: made, seen again and resolved by looks, acknowledged by people. Webhooks hear of the first and the last. */
@ApplicationScoped
public class DriftWarnings {
    private final WarningStore store;
    private final WebhookOutbox outbox;
    private final NodeFactory own;
    private final Ids ids;
    private final Clock clock;

    DriftWarnings(WarningStore store, WebhookOutbox outbox, NodeFactory own, Ids ids, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.own = own;
        this.ids = ids;
        this.clock = clock;
    }

    /** Newest first. @param before null for the newest, or the last one that was shown */
    @Transactional
    public List<DriftWarning> list(WarningFilter filter, UUID before, int limit) {
        return store.list(filter, before, limit);
    }

    /** @throws PatchbankException {@code WARNING_NOT_FOUND} */
    @Transactional
    public DriftWarning get(UUID id) {
        return store.warning(id, null).orElseThrow(() -> notFound(id));
    }

    /**
     * Writes down who knows of it. It stays until it is as before, or compared with something else.
     *
     * @param note may be null
     * @throws PatchbankException {@code WARNING_NOT_FOUND}, {@code WARNING_ACKNOWLEDGED}
     */
    @Transactional
    public DriftWarning acknowledge(UUID id, String by, String note) {
        if (store.warning(id, own.name()).isEmpty()) {
            throw notFound(id);
        }
        if (!store.acknowledge(id, own.name(), by, note, clock.instant())) {
            throw new PatchbankException(
                    DriftErrorCode.WARNING_ACKNOWLEDGED,
                    "Somebody has acknowledged this warning already.",
                    "Read it again: it says who, and why.");
        }
        return get(id);
    }

    /** What is written into a new warning. */
    record Found(Instant since, boolean sinceStart, List<UUID> before, List<UUID> after) {}

    /** Part of a look's transaction. @param found asked for only where a warning is new */
    void judge(
            Deployment deployment,
            DriftMeasure measure,
            int revision,
            DriftComparison comparison,
            Optional<DriftWarning> held,
            Supplier<Found> found) {
        Instant now = clock.instant();
        if (held.isPresent() && comparison.back()) {
            resolve(held.get(), Resolution.BACK);
        } else if (held.isPresent() && comparison.moved()) {
            store.seenAgain(held.get().id(), comparison, now);
        } else if (held.isEmpty() && comparison.moved()) {
            Found first = found.get();
            DriftWarning warning = new DriftWarning(
                    ids.next(),
                    deployment.factory(),
                    deployment.product(),
                    deployment.line(),
                    deployment.id(),
                    measure,
                    comparison.referenceMiddle(),
                    comparison.middle(),
                    comparison.psi(),
                    comparison.ks(),
                    comparison.pValue(),
                    first.since(),
                    first.sinceStart(),
                    now,
                    now,
                    first.before(),
                    first.after(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            store.add(warning, revision);
            tell(WebhookEvent.DRIFT_WARNING, warning);
        }
    }

    /** Part of its caller's transaction. */
    void resolve(DriftWarning warning, Resolution resolution) {
        store.resolve(warning.id(), resolution, clock.instant());
        tell(WebhookEvent.DRIFT_RESOLVED, get(warning.id()));
    }

    /** @param deployment null for all of this factory */
    List<Held> unresolved(UUID deployment) {
        return store.unresolved(own.name(), deployment);
    }

    private void tell(WebhookEvent event, DriftWarning warning) {
        outbox.publish(event, warning.factory(), warning.product(), WarningMessage.of(warning));
    }

    private static PatchbankException notFound(UUID id) {
        return new PatchbankException(
                DriftErrorCode.WARNING_NOT_FOUND,
                "There is no warning " + id + " here.",
                "GET /api/v1/warnings lists those that there are; they are acknowledged at a node of their factory.");
    }
}
