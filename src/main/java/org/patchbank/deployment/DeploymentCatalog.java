package org.patchbank.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
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
 * bank, those that were being judged are judged anew ({@link #ifInForce}). Each deployment has a lock of its own: a commit that
 * hangs on one line stops no other.
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

    private final Map<Place, Slot> slots = new ConcurrentHashMap<>();
    private final AtomicLong reads = new AtomicLong();
    private final Object changed = new Object();
    private volatile boolean read;

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

    /** What serves a product on a line. */
    private static final class Slot {
        /** Held for reading while an inspection is kept, for writing while another revision is put in force. */
        final ReentrantReadWriteLock inForce = new ReentrantReadWriteLock();

        /** Null if nothing is deployed there any more. */
        volatile Serving serving;

        /** Number of the reading of the record that {@link #serving} is from. */
        final AtomicLong reading = new AtomicLong();
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
        if (!read) {
            throw loading("The deployments are being loaded.");
        }
        Slot slot = slots.get(place);
        return slot == null ? null : slot.serving;
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
     * Does work that needs this revision to be the one in force: no other revision of the same deployment comes into force meanwhile.
     *
     * @return false, with nothing done, if this revision is no longer in force
     */
    public boolean ifInForce(Ready serving, Runnable work) {
        Deployment deployment = serving.deployment();
        Slot slot = slots.get(Place.of(deployment));
        slot.inForce.readLock().lock();
        try {
            boolean holds = slot.serving instanceof Ready present
                    && present.deployment().id().equals(deployment.id())
                    && present.deployment().revision() == deployment.revision();
            if (holds) {
                work.run();
            }
            return holds;
        } finally {
            slot.inForce.readLock().unlock();
        }
    }

    /** Empty until the deployments have been read for the first time. */
    Optional<Collection<Serving>> servings() {
        return read
                ? Optional.of(slots.values().stream()
                        .map(slot -> slot.serving)
                        .filter(Objects::nonNull)
                        .toList())
                : Optional.empty();
    }

    /**
     * Takes a revision to be in force, even if it cannot be read now: from when this returns, no earlier one judges here.
     *
     * @return the versions whose banks are still to be loaded
     */
    Set<UUID> told(UUID deployment, int revision) {
        known.merge(deployment, revision, Math::max);
        for (Slot slot : slots.values()) {
            Serving serving = slot.serving;
            if (serving != null && isPast(serving.deployment())) {
                put(slot, slot.reading.get(), waiting(serving));
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
     * judges no more. Several threads may do so at once: the newest reading holds.
     *
     * @return the versions whose banks are still to be loaded
     */
    public Set<UUID> refresh() {
        long reading = reads.incrementAndGet();
        List<Deployment> active = store.active(null, null);
        for (Deployment deployment : active) {
            known.merge(deployment.id(), deployment.revision(), Math::max);
            slots.computeIfAbsent(Place.of(deployment), place -> new Slot());
        }
        Map<Place, Deployment> deployed =
                active.stream().collect(Collectors.toMap(Place::of, Function.identity(), (one, other) -> other));
        // A slot whose inspections are being kept comes last, so that it holds up no other.
        slots.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().inForce.getReadLockCount()))
                .forEach(entry -> {
                    Deployment deployment = deployed.get(entry.getKey());
                    Slot slot = entry.getValue();
                    put(slot, reading, deployment == null ? null : serving(deployment, slot.serving));
                });
        read = true;
        Set<UUID> wanted = active.stream().map(Deployment::versionId).collect(Collectors.toSet());
        if (reading == reads.get()) {
            known.keySet().retainAll(active.stream().map(Deployment::id).collect(Collectors.toSet()));
            banks.keepOnly(wanted);
            failures.keySet().retainAll(wanted);
        }
        return wanted.stream()
                .filter(version -> banks.ifLoaded(version).isEmpty() && failure(version) == null)
                .collect(Collectors.toSet());
    }

    /** Nothing is locked where nothing changes: then it does not matter how long an inspection takes to be kept there. */
    private void put(Slot slot, long reading, Serving serving) {
        if (Objects.equals(slot.serving, serving)) {
            slot.reading.accumulateAndGet(reading, Math::max);
            return;
        }
        slot.inForce.writeLock().lock();
        try {
            if (reading < slot.reading.get()) {
                return;
            }
            // Another revision may have been told since this one was read.
            slot.serving = serving != null && isPast(serving.deployment()) ? waiting(serving) : serving;
            slot.reading.set(reading);
        } finally {
            slot.inForce.writeLock().unlock();
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
