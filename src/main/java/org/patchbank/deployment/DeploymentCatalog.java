package org.patchbank.deployment;

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
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.patchbank.deployment.Serving.Broken;
import org.patchbank.deployment.Serving.Loading;
import org.patchbank.deployment.Serving.Ready;
import org.patchbank.platform.PatchbankException;
import org.patchbank.serving.BankCache;
import org.patchbank.serving.InspectionSettings;
import org.patchbank.serving.LoadedBank;

/**
 * What this node judges with, in memory: an inspection looks here and never into the database. {@link #refresh} brings it
 * up to date, after every change made in this node, when another node's change is told ({@link #told}), and every few
 * seconds in case a message was lost.
 *
 * <p>Once {@link #told} of a revision has returned, no inspection is kept with an earlier one: those that come wait for the
 * bank, those that were being judged are judged anew ({@link #whileInForce}).
 */
@ApplicationScoped
public class DeploymentCatalog {
    private static final Logger LOG = Logger.getLogger(DeploymentCatalog.class);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(30);

    private final DeploymentStore store;
    private final BankCache banks;
    private final Clock clock;
    private final Duration patience;
    private final Map<UUID, Failure> failures = new ConcurrentHashMap<>();

    /** The highest revision of each deployment that this node knows to be in force. */
    private final Map<UUID, Integer> known = new ConcurrentHashMap<>();

    /** Held by those who keep an inspection, against whoever puts other deployments in force. */
    private final ReentrantReadWriteLock inForce = new ReentrantReadWriteLock();

    private final Object changed = new Object();
    private volatile Map<Place, Serving> servings;

    DeploymentCatalog(DeploymentStore store, BankCache banks, Clock clock, InspectionSettings settings) {
        this.store = store;
        this.banks = banks;
        this.clock = clock;
        this.patience = settings.patience();
    }

    private record Place(String product, String line) {
        static Place of(Deployment deployment) {
            return new Place(deployment.product(), deployment.line());
        }
    }

    private record Failure(PatchbankException reason, Instant at) {}

    /**
     * What judges there. Waits a while for a bank that is about to follow another.
     *
     * @throws PatchbankException if nothing is deployed there, or it cannot judge yet
     */
    public Ready ready(String product, String line) {
        Place place = new Place(product, line);
        Serving serving = serving(place);
        if (serving instanceof Loading loading && loading.soon()) {
            serving = await(place);
        }
        if (serving instanceof Ready ready) {
            return ready;
        }
        if (serving instanceof Loading) {
            throw loading("The bank of product '%s' on line '%s' is being loaded.".formatted(product, line));
        }
        if (serving instanceof Broken broken) {
            throw new PatchbankException(
                    DeploymentError.DEPLOYMENT_BROKEN,
                    "The bank of product '%s' on line '%s' cannot be loaded: %s"
                            .formatted(product, line, broken.reason().getMessage()),
                    broken.reason().remedy());
        }
        throw new PatchbankException(
                DeploymentError.NOT_DEPLOYED,
                "No deployment judges product '%s' on line '%s'.".formatted(product, line),
                "Deploy a ready version first: POST /api/v1/deployments.");
    }

    private Serving serving(Place place) {
        Map<Place, Serving> present = servings;
        if (present == null) {
            throw loading("The deployments are being loaded.");
        }
        return present.get(place);
    }

    private Serving await(Place place) {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (changed) {
            Serving serving = serving(place);
            long left = patience.toMillis();
            while (serving instanceof Loading && left > 0) {
                try {
                    changed.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return serving;
                }
                serving = serving(place);
                left = (end - System.nanoTime()) / 1_000_000;
            }
            return serving;
        }
    }

    /**
     * Does what must not be done with an earlier revision than the one in force: nothing else comes into force meanwhile.
     *
     * @return false, with nothing done, if this is not in force any more
     */
    public boolean whileInForce(Ready serving, Runnable work) {
        inForce.readLock().lock();
        try {
            Deployment deployment = serving.deployment();
            boolean holds = servings.get(Place.of(deployment)) instanceof Ready present
                    && present.deployment().id().equals(deployment.id())
                    && present.deployment().revision() == deployment.revision();
            if (holds) {
                work.run();
            }
            return holds;
        } finally {
            inForce.readLock().unlock();
        }
    }

    /** Empty until the deployments have been read for the first time. */
    Optional<Collection<Serving>> servings() {
        return Optional.ofNullable(servings).map(Map::values);
    }

    /**
     * Takes a revision to be in force, even if it cannot be read now: from when this returns, no earlier one judges here.
     *
     * @return the versions whose banks are still to be loaded
     */
    Set<UUID> told(UUID deployment, int revision) {
        known.merge(deployment, revision, Math::max);
        synchronized (this) {
            if (servings != null) {
                Map<Place, Serving> after = new LinkedHashMap<>(servings);
                after.replaceAll((place, serving) -> isPast(serving.deployment()) ? waiting(serving) : serving);
                putInForce(after);
            }
        }
        return refresh();
    }

    private boolean isPast(Deployment deployment) {
        return deployment.revision() < known.getOrDefault(deployment.id(), 0);
    }

    private static Loading waiting(Serving before) {
        return before instanceof Loading loading ? loading : new Loading(before.deployment(), true);
    }

    /**
     * Reads the deployments again. Those whose bank is in memory take effect at once; of the others the earlier revision
     * judges no more.
     *
     * @return the versions whose banks are still to be loaded
     */
    public synchronized Set<UUID> refresh() {
        List<Deployment> active = store.active(null, null);
        Map<Place, Serving> before = servings == null ? Map.of() : servings;
        Map<Place, Serving> after = new LinkedHashMap<>();
        for (Deployment deployment : active) {
            known.merge(deployment.id(), deployment.revision(), Math::max);
            Place place = Place.of(deployment);
            after.put(place, serving(deployment, before.get(place)));
        }
        known.keySet().retainAll(active.stream().map(Deployment::id).collect(Collectors.toSet()));
        putInForce(after);
        Set<UUID> wanted = active.stream().map(Deployment::versionId).collect(Collectors.toSet());
        banks.keepOnly(wanted);
        failures.keySet().retainAll(wanted);
        return wanted.stream()
                .filter(version -> banks.ifLoaded(version).isEmpty() && failure(version) == null)
                .collect(Collectors.toSet());
    }

    private void putInForce(Map<Place, Serving> after) {
        inForce.writeLock().lock();
        try {
            servings = Map.copyOf(after);
        } finally {
            inForce.writeLock().unlock();
        }
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    private Serving serving(Deployment deployment, Serving before) {
        Optional<LoadedBank> bank = banks.ifLoaded(deployment.versionId());
        if (bank.isPresent() && !isPast(deployment)) {
            return new Ready(deployment, bank.get());
        }
        PatchbankException reason = failure(deployment.versionId());
        if (reason != null) {
            return new Broken(deployment, reason);
        }
        return new Loading(deployment, before instanceof Ready || before instanceof Loading loading && loading.soon());
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

    /** Loads a bank that is about to be deployed; if that fails, it is told when it is. */
    void prepare(UUID versionId) {
        try {
            banks.load(versionId);
        } catch (PatchbankException e) {
            LOG.warnf("The bank of version %s, about to be deployed, cannot be loaded: %s", versionId, e.getMessage());
        }
    }

    private static PatchbankException loading(String what) {
        return new PatchbankException(
                DeploymentError.DEPLOYMENT_LOADING, what, "Send it again in a few seconds; /q/health/ready says when.");
    }
}
