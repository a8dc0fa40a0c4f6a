package org.patchbank.inspection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps the banks in memory that deployments judge with. A bank that no deployment uses any more stays for a while, so
 * that one that is about to be deployed is not lost and going back to an earlier version is quick.
 */
@ApplicationScoped
class BankCache {
    private static final Logger LOG = Logger.getLogger(BankCache.class);
    private static final Duration KEPT_UNUSED = Duration.ofMinutes(5);

    private final BankLoader loader;
    private final Clock clock;
    private final Map<UUID, Object> locks = new ConcurrentHashMap<>();
    private final Map<UUID, LoadedBank> banks = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> lastUsed = new ConcurrentHashMap<>();

    BankCache(BankLoader loader, Clock clock, MeterRegistry metrics) {
        this.loader = loader;
        this.clock = clock;
        Gauge.builder("patchbank.banks.loaded", banks, Map::size)
                .description("Banks in memory")
                .register(metrics);
        Gauge.builder(
                        "patchbank.banks.size",
                        banks,
                        map -> map.values().stream()
                                .mapToLong(LoadedBank::bytes)
                                .sum())
                .baseUnit("bytes")
                .description("What the versions in memory have learned")
                .register(metrics);
    }

    Optional<LoadedBank> ifLoaded(UUID versionId) {
        return Optional.ofNullable(banks.get(versionId));
    }

    /** The bank of a version; loads it if need be, once, however many ask. */
    LoadedBank load(UUID versionId) {
        lastUsed.put(versionId, clock.instant());
        synchronized (locks.computeIfAbsent(versionId, id -> new Object())) {
            LoadedBank present = banks.get(versionId);
            if (present != null) {
                return present;
            }
            long start = System.nanoTime();
            LoadedBank loaded = loader.load(versionId);
            banks.put(versionId, loaded);
            LOG.infof(
                    "Loaded bank of version %s: %d vectors, %d bytes, in %d ms",
                    versionId, loaded.rows(), loaded.bytes(), (System.nanoTime() - start) / 1_000_000);
            return loaded;
        }
    }

    /** Lets go of the banks that nobody has used for a while. */
    void keepOnly(Set<UUID> versions) {
        Instant now = clock.instant();
        versions.forEach(version -> lastUsed.put(version, now));
        lastUsed.forEach((version, used) -> {
            if (used.plus(KEPT_UNUSED).isBefore(now) && lastUsed.remove(version, used)) {
                banks.remove(version);
                locks.remove(version);
            }
        });
    }
}
