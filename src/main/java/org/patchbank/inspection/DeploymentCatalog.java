package org.patchbank.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.patchbank.inspection.Serving.Broken;
import org.patchbank.inspection.Serving.Loading;
import org.patchbank.inspection.Serving.Ready;
import org.patchbank.platform.PatchbankException;

/**
 * What this node judges with, in memory: an inspection looks here and never into the database. {@link #refresh} brings it
 * up to date, after every change made in this node and every few seconds for the changes of others.
 */
@ApplicationScoped
class DeploymentCatalog {
    private static final Logger LOG = Logger.getLogger(DeploymentCatalog.class);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(30);

    private final DeploymentStore store;
    private final BankCache banks;
    private final Clock clock;
    private final Map<UUID, Failure> failures = new ConcurrentHashMap<>();
    private volatile Map<Place, Serving> servings;

    DeploymentCatalog(DeploymentStore store, BankCache banks, Clock clock) {
        this.store = store;
        this.banks = banks;
        this.clock = clock;
    }

    private record Place(String product, String line) {}

    private record Failure(PatchbankException reason, Instant at) {}

    /** @throws PatchbankException if nothing is deployed there, or it cannot judge yet */
    Ready ready(String product, String line) {
        Map<Place, Serving> present = servings;
        if (present == null) {
            throw loading("The deployments are being loaded.");
        }
        Serving serving = present.get(new Place(product, line));
        if (serving instanceof Ready ready) {
            return ready;
        }
        if (serving instanceof Loading) {
            throw loading("The bank of product '%s' on line '%s' is being loaded.".formatted(product, line));
        }
        if (serving instanceof Broken broken) {
            throw new PatchbankException(
                    InspectionErrorCode.DEPLOYMENT_BROKEN,
                    "The bank of product '%s' on line '%s' cannot be loaded: %s"
                            .formatted(product, line, broken.reason().getMessage()),
                    broken.reason().remedy());
        }
        throw new PatchbankException(
                InspectionErrorCode.NOT_DEPLOYED,
                "No deployment judges product '%s' on line '%s'.".formatted(product, line),
                "Deploy a ready version first: POST /api/v1/deployments.");
    }

    /** Empty until the deployments have been read for the first time. */
    Optional<Collection<Serving>> servings() {
        return Optional.ofNullable(servings).map(Map::values);
    }

    /**
     * Reads the deployments again. Those whose bank is in memory take effect at once.
     *
     * @return the versions whose banks are still to be loaded
     */
    synchronized Set<UUID> refresh() {
        List<Deployment> active = store.active(null, null);
        Map<Place, Serving> before = servings == null ? Map.of() : servings;
        Map<Place, Serving> after = new LinkedHashMap<>();
        for (Deployment deployment : active) {
            Place place = new Place(deployment.product(), deployment.line());
            after.put(place, serving(deployment, before.get(place)));
        }
        servings = Map.copyOf(after);
        Set<UUID> wanted = active.stream().map(Deployment::versionId).collect(Collectors.toSet());
        banks.keepOnly(wanted);
        failures.keySet().retainAll(wanted);
        return wanted.stream()
                .filter(version -> banks.ifLoaded(version).isEmpty() && failure(version) == null)
                .collect(Collectors.toSet());
    }

    private Serving serving(Deployment deployment, Serving before) {
        Optional<LoadedBank> bank = banks.ifLoaded(deployment.versionId());
        if (bank.isPresent()) {
            return new Ready(deployment, bank.get());
        }
        if (before instanceof Ready) {
            // The earlier version judges on until the bank of the new one is loaded.
            return before;
        }
        PatchbankException reason = failure(deployment.versionId());
        return reason == null ? new Loading(deployment) : new Broken(deployment, reason);
    }

    /** Why the bank could not be loaded, or null if it may be tried. */
    private PatchbankException failure(UUID versionId) {
        Failure failure = failures.get(versionId);
        return failure == null || failure.at().plus(TRY_AGAIN_AFTER).isBefore(clock.instant())
                ? null
                : failure.reason();
    }

    /** Loads a version's bank and puts it into effect. What goes wrong is kept with the deployments that wait for it. */
    void load(UUID versionId) {
        try {
            banks.load(versionId);
            failures.remove(versionId);
        } catch (PatchbankException e) {
            LOG.errorf("The bank of version %s cannot be loaded: %s %s", versionId, e.getMessage(), e.remedy());
            failures.put(versionId, new Failure(e, clock.instant()));
        }
        refresh();
    }

    private static PatchbankException loading(String what) {
        return new PatchbankException(
                InspectionErrorCode.DEPLOYMENT_LOADING,
                what,
                "Send it again in a few seconds; /q/health/ready says when.");
    }
}
