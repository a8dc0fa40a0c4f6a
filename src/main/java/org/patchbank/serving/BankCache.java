package org.patchbank.serving;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.patchbank.platform.PatchbankException;
import org.patchbank.serving.LoadedBank.Traits;

/**
 * Keeps the banks ready that deployments judge with, in memory as far as there is room, else searched in the index. A bank that no
 * deployment uses any more stays for a while, so that one that is about to be deployed is not lost and going back to an earlier
 * version is quick.
 */
@ApplicationScoped
public class BankCache {
    private static final Logger LOG = Logger.getLogger(BankCache.class);
    private static final Duration KEPT_UNUSED = Duration.ofMinutes(5);

    private final BankLoader loader;
    private final SearchSettings.Mode mode;
    /** A bank in use is not dropped for another, or two that do not fit would drop each other again and again. */
    private final Duration idle;

    private final BankMemory memory;
    private final Clock clock;
    private final Map<UUID, Object> locks = new ConcurrentHashMap<>();
    private final Map<UUID, LoadedBank> banks = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> lastUsed = new ConcurrentHashMap<>();

    BankCache(BankLoader loader, SearchSettings settings, Clock clock, MeterRegistry metrics) {
        this.loader = loader;
        this.mode = settings.mode();
        this.idle = settings.idle();
        this.memory = new BankMemory(settings.memory());
        this.clock = clock;
        for (SearchMode each : SearchMode.values()) {
            Gauge.builder("patchbank.banks.loaded", () -> in(each).count())
                    .tag("search", each.label())
                    .description("Banks that are ready, by where they are searched")
                    .register(metrics);
        }
        Gauge.builder(
                        "patchbank.banks.size",
                        () -> banks.values().stream()
                                .mapToLong(LoadedBank::bytes)
                                .sum())
                .baseUnit("bytes")
                .description("What the versions that are ready have learned")
                .register(metrics);
        Gauge.builder("patchbank.banks.memory", memory, BankMemory::taken)
                .baseUnit("bytes")
                .description("What the banks in memory take of the heap, about")
                .register(metrics);
        Gauge.builder("patchbank.banks.memory.limit", memory, BankMemory::limit)
                .baseUnit("bytes")
                .description("What banks may take of the heap where the search is auto")
                .register(metrics);
    }

    private Stream<LoadedBank> in(SearchMode where) {
        return banks.values().stream().filter(bank -> bank.form().mode() == where);
    }

    public Optional<LoadedBank> ifLoaded(UUID versionId) {
        return Optional.ofNullable(banks.get(versionId));
    }

    /** Where a version's bank is searched; empty until it is loaded. */
    public Optional<BankSearch> search(UUID versionId) {
        return ifLoaded(versionId).map(bank -> {
            SearchMode at = bank.form().mode();
            BankSearch.Reason reason;
            if (!bank.traits().movable()) {
                reason = BankSearch.Reason.MODEL;
            } else if (mode != SearchSettings.Mode.AUTO) {
                reason = BankSearch.Reason.SETTING;
            } else {
                reason = at == SearchMode.LOCAL ? BankSearch.Reason.FITS : BankSearch.Reason.NO_ROOM;
            }
            return new BankSearch(at, reason, bank.traits().memory());
        });
    }

    /** The bank of a version; loads it if need be, once, however many ask. */
    public LoadedBank load(UUID versionId) {
        lastUsed.put(versionId, clock.instant());
        synchronized (locks.computeIfAbsent(versionId, id -> new Object())) {
            LoadedBank present = banks.get(versionId);
            if (present != null) {
                return present;
            }
            long start = System.nanoTime();
            LoadedBank loaded = loadNow(versionId);
            LOG.infof(
                    "Version %s, %d bytes, is searched in %s, loaded in %d ms",
                    versionId, loaded.bytes(), loaded.form().mode().place(), (System.nanoTime() - start) / 1_000_000);
            return loaded;
        }
    }

    private LoadedBank loadNow(UUID versionId) {
        try {
            LoadedBank loaded = loader.load(versionId, this::place);
            banks.put(versionId, loaded);
            return loaded;
        } catch (RuntimeException | Error e) {
            memory.release(versionId);
            throw e;
        }
    }

    private SearchMode place(Traits traits) {
        UUID version = traits.version().id();
        if (traits.movable() && mode == SearchSettings.Mode.INDEX) {
            return SearchMode.INDEX;
        }
        if (traits.movable() && mode == SearchSettings.Mode.AUTO) {
            return memory.reserve(version, traits.memory()) ? SearchMode.LOCAL : SearchMode.INDEX;
        }
        memory.take(version, traits.memory());
        return SearchMode.LOCAL;
    }

    /**
     * Brings banks into memory that are in use and searched in the index, in the place of those longest unused, and removes files that are
     * of no more use. Called by one thread, now and then.
     */
    public void settle() {
        if (mode == SearchSettings.Mode.AUTO) {
            in(SearchMode.INDEX)
                    .filter(bank ->
                            bank.used() > bank.formedAt() && bank.traits().memory() <= memory.limit())
                    .sorted(Comparator.comparingLong(LoadedBank::used).reversed())
                    .forEach(this::bringIn);
        }
        loader.files().keepOnly(version -> {
            LoadedBank bank = banks.get(version);
            return bank == null ? lastUsed.containsKey(version) : bank.form().mode() == SearchMode.INDEX;
        });
    }

    private void bringIn(LoadedBank wanted) {
        long idleBefore = clock.millis() - idle.toMillis();
        List<LoadedBank> unused = in(SearchMode.LOCAL)
                .filter(bank -> bank.traits().movable() && bank.used() < idleBefore)
                .sorted(Comparator.comparingLong(LoadedBank::used))
                .toList();
        long free = memory.free();
        int dropped = 0;
        while (free < wanted.traits().memory() && dropped < unused.size()) {
            free += unused.get(dropped++).traits().memory();
        }
        if (free >= wanted.traits().memory()
                && unused.subList(0, dropped).stream().allMatch(bank -> move(bank, SearchMode.INDEX))
                && memory.reserve(
                        wanted.traits().version().id(), wanted.traits().memory())) {
            move(wanted, SearchMode.LOCAL);
        }
    }

    /** @return whether the bank is where it should be; it stays where it was if it cannot be moved */
    private boolean move(LoadedBank bank, SearchMode to) {
        UUID version = bank.traits().version().id();
        boolean moved = false;
        try {
            bank.become(loader.moved(bank.traits(), to));
            LOG.infof("Version %s is now searched in %s", version, to.place());
            moved = true;
        } catch (PatchbankException e) {
            LOG.warnf("Version %s cannot be searched in %s now: %s", version, to.place(), e.getMessage());
        } finally {
            if (bank.form().mode() == SearchMode.INDEX) {
                memory.release(version);
            }
        }
        return moved;
    }

    /** Lets go of the banks that nobody has used for a while. */
    public void keepOnly(Set<UUID> versions) {
        Instant now = clock.instant();
        versions.forEach(version -> lastUsed.put(version, now));
        lastUsed.forEach((version, used) -> {
            if (used.plus(KEPT_UNUSED).isBefore(now) && lastUsed.remove(version, used)) {
                banks.remove(version);
                memory.release(version);
                locks.remove(version);
            }
        });
    }
}
