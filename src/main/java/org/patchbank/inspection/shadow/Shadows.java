package org.patchbank.inspection.shadow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patchbank.deployment.CandidateRule;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.DeploymentRemoved;
import org.patchbank.deployment.Deployments;
import org.patchbank.deployment.Promotions;
import org.patchbank.deployment.ThresholdRequest;
import org.patchbank.inspection.shadow.Shadow.Outcome;
import org.patchbank.inspection.shadow.ShadowStore.Wish;
import org.patchbank.platform.PatchbankException;

/**
 * Has versions run as shadows of deployments, and puts them in force. This node's inspections are scored by a new shadow when its call
 * returns; those of other nodes some seconds later, and what they missed until then is caught up with.
 */
@ApplicationScoped
public class Shadows {
    private final ShadowStore store;
    private final RunningShadows running;
    private final Deployments deployments;
    private final Promotions promotions;
    private final Clock clock;

    Shadows(ShadowStore store, RunningShadows running, Deployments deployments, Promotions promotions, Clock clock) {
        this.store = store;
        this.running = running;
        this.deployments = deployments;
        this.promotions = promotions;
        this.clock = clock;
    }

    /**
     * Has a version run as the shadow of a deployment, in the place of one that may run there. The same version again gets other limits, by
     * which all its scores are decided anew, and goes further back where that is wanted.
     *
     * @param referenceSet id or name, or null for the one in force
     * @param version its number, or null for the one in force
     * @param wish its limits; what is left out is as the deployment has it
     * @param from inspections received from then on are scored from their images; null for those to come
     * @param reason or null
     * @param by who, or null
     * @throws PatchbankException if the version cannot be put in force there, or {@code from} lies ahead
     */
    public Shadow run(
            UUID deployment,
            String referenceSet,
            Integer version,
            ThresholdRequest wish,
            Instant from,
            String reason,
            String by) {
        if (from != null && from.isAfter(clock.instant())) {
            throw new PatchbankException(
                    ShadowErrorCode.SHADOW_FROM_LATER,
                    "Inspections from %s on are still to come.".formatted(from),
                    "Leave from out to score those to come, or give a time that has passed to score earlier ones too.");
        }
        CandidateRule candidate = promotions.candidate(deployment, referenceSet, version, wish);
        Instant since = from == null ? null : from.truncatedTo(ChronoUnit.MILLIS);
        Shadow shadow = store.run(new Wish(deployment, candidate, since, reason, by));
        running.refresh();
        return shadow;
    }

    /** @throws PatchbankException if there is no such deployment, or none runs there */
    public Shadow get(UUID deployment) {
        deployments.get(deployment);
        return store.running(deployment)
                .orElseThrow(() -> new PatchbankException(
                        ShadowErrorCode.SHADOW_NOT_FOUND,
                        "No shadow runs beside deployment " + deployment + ".",
                        "PUT /api/v1/deployments/%s/shadow has a version run as its shadow.".formatted(deployment)));
    }

    /** The one that runs there, or ran there last. */
    public Optional<Shadow> last(UUID deployment) {
        return all(deployment).stream().findFirst();
    }

    /**
     * All that a deployment has had, newest first.
     *
     * @throws PatchbankException if there never was such a deployment
     */
    public List<Shadow> all(UUID deployment) {
        deployments.history(deployment);
        return store.all(deployment);
    }

    /** Those that run, by their deployment. */
    public Map<UUID, Shadow> running() {
        return store.running().stream().collect(Collectors.toMap(Shadow::deployment, Function.identity()));
    }

    /**
     * Ends it. What it has scored stays.
     *
     * @param by who, or null
     * @throws PatchbankException if none runs there
     */
    public void remove(UUID deployment, String by) {
        if (!store.end(get(deployment).id(), Outcome.REMOVED, by)) {
            throw changedMeanwhile();
        }
        running.refresh();
    }

    /**
     * Puts the shadow in force with its limits, and ends it, in one step: when this returns, no inspection of this node is judged
     * otherwise any more, and other nodes are told as of any revision. {@link Promotions#revert} goes back.
     *
     * @param expected the shadow that was compared, or null for whichever runs
     * @param reason kept with the history; null for one that names the shadow
     * @param by who, or null
     * @throws PatchbankException if none runs there, or another one, or its version cannot be put in force
     */
    public Deployment promote(UUID deployment, UUID expected, String reason, String by) {
        Shadow shadow = get(deployment);
        if (expected != null && !expected.equals(shadow.id())) {
            throw new PatchbankException(
                    ShadowErrorCode.OTHER_SHADOW,
                    "Another shadow runs there now: %s, version %d of '%s'."
                            .formatted(shadow.id(), shadow.version(), shadow.referenceSet()),
                    "Compare that one with what is in force, then promote it.");
        }
        CandidateRule candidate = new CandidateRule(
                shadow.versionId(), shadow.referenceSet(), shadow.version(), shadow.calibration(), shadow.rule());
        Deployment promoted = promotions.promote(
                deployment, candidate, reason == null ? "shadow promoted" : reason, by, () -> endUnchanged(shadow, by));
        running.refresh();
        return promoted;
    }

    /** Inside the transaction of the revision: if somebody gave it other limits meanwhile, nothing is promoted. */
    private void endUnchanged(Shadow shadow, String by) {
        if (!store.promoted(shadow, by)) {
            throw changedMeanwhile();
        }
    }

    private static PatchbankException changedMeanwhile() {
        return new PatchbankException(
                ShadowErrorCode.OTHER_SHADOW,
                "The shadow was changed or ended by somebody else at the same moment.",
                "Read it again, then decide whether your change still holds.");
    }

    void removed(@Observes DeploymentRemoved removed) {
        store.running(removed.deployment()).ifPresent(shadow -> store.end(shadow.id(), Outcome.REMOVED, null));
    }
}
