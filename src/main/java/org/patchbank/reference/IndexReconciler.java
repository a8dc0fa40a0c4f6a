package org.patchbank.reference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.Sql;
import org.patchbank.reference.KnownBanks.ReadyBank;
import org.patchbank.reference.Reconciliation.Damage;
import org.patchbank.reference.Reconciliation.Lost;
import org.patchbank.reference.Reconciliation.Orphan;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/**
 * Compares the vector index with the tables: removes rows that no version knows of, and marks ready versions that lack rows. Costs
 * one row and one count a bank. May run at any time, on several nodes, while versions are built and removed. What other features keep
 * in the index they compare themselves: {@link IndexComparison}.
 */
@ApplicationScoped
public class IndexReconciler {
    private static final Logger LOG = Logger.getLogger(IndexReconciler.class);

    private final VectorIndex index;
    private final StateStore states;
    private final Sql sql;
    private final Clock clock;
    private final Counter orphans;
    private final AtomicInteger damagedVersions = new AtomicInteger();
    private final AtomicLong lostRows = new AtomicLong();
    private final Event<IndexComparison> others;

    IndexReconciler(
            VectorIndex index,
            StateStore states,
            Sql sql,
            Clock clock,
            MeterRegistry metrics,
            Event<IndexComparison> others) {
        this.others = others;
        this.index = index;
        this.states = states;
        this.sql = sql;
        this.clock = clock;
        this.orphans = Counter.builder("patchbank.reconcile.orphans")
                .description("Rows removed from the vector index because no table knew of them")
                .register(metrics);
        metrics.gauge("patchbank.reconcile.damaged", damagedVersions);
        metrics.gauge("patchbank.reconcile.lost", lostRows);
    }

    /** @throws PatchbankException {@code VECTOR_INDEX_UNAVAILABLE}; what has been done until then is done */
    public Reconciliation run() {
        Instant at = clock.instant();
        states.removeAbandoned();
        // Banks are written down before their first row: one that is found first and not known then belongs to nobody.
        List<Orphan> found = found();
        KnownBanks known = QuarkusTransaction.requiringNew().call(KnownBanks::read);
        List<Orphan> removed = removed(found, known);
        List<String> dropped = dropped();
        List<Damage> damaged = damaged(known);
        IndexComparison ofOthers = new IndexComparison();
        others.fire(ofOthers);
        ofOthers.removed().forEach(orphan -> orphans.increment(orphan.rows()));
        lostRows.set(ofOthers.lost().stream().mapToLong(Lost::rows).sum());
        removed.addAll(ofOthers.removed());
        double seconds = (clock.millis() - at.toEpochMilli()) / 1000.0;
        return new Reconciliation(at, seconds, known.ready().size(), removed, dropped, damaged, ofOthers.lost());
    }

    /** The banks that have rows. The ids of a bank are consecutive, so that one row of each is read. */
    private List<Orphan> found() {
        List<Orphan> found = new ArrayList<>();
        for (VectorCollection collection : bankCollections()) {
            List<VectorRow> next = index.scan(collection, VectorFilter.ALL, -1, 1);
            while (!next.isEmpty()) {
                VectorRow row = next.get(0);
                found.add(new Orphan(collection.name(), row.partition(), 0));
                next = index.scan(collection, VectorFilter.ALL, BankKey.lastRowId(row.id()), 1);
            }
        }
        return found;
    }

    private List<VectorCollection> bankCollections() {
        return index.collections().stream().filter(BankKey::holdsBanks).toList();
    }

    private List<Orphan> removed(List<Orphan> found, KnownBanks known) {
        List<Orphan> removed = new ArrayList<>();
        Map<String, VectorCollection> collections = new HashMap<>();
        bankCollections().forEach(collection -> collections.put(collection.name(), collection));
        for (Orphan bank : found) {
            VectorCollection collection = collections.get(bank.collection());
            if (collection == null || known.holds(bank.collection(), bank.partition())) {
                continue;
            }
            VectorFilter rows = VectorFilter.partition(bank.partition());
            long count = index.count(collection, rows);
            index.delete(collection, rows);
            LOG.warnf(
                    "Removed %d rows of %s from %s: no version knows of them",
                    count, bank.partition(), bank.collection());
            orphans.increment(count);
            removed.add(new Orphan(bank.collection(), bank.partition(), count));
        }
        return removed;
    }

    private List<String> dropped() {
        List<String> dropped = new ArrayList<>();
        for (VectorCollection collection : bankCollections()) {
            boolean unused = QuarkusTransaction.requiringNew().call(() -> {
                // Nobody may begin to use the collection in between.
                sql.list("select pg_advisory_xact_lock(?)", row -> true, BankKey.PLACES_LOCK);
                if (KnownBanks.read().uses(collection.name()) || index.count(collection, VectorFilter.ALL) > 0) {
                    return false;
                }
                index.drop(collection);
                return true;
            });
            if (unused) {
                dropped.add(collection.name());
            }
        }
        return dropped;
    }

    private List<Damage> damaged(KnownBanks known) {
        Map<UUID, String> details = new HashMap<>();
        Map<UUID, ReadyBank> versions = new HashMap<>();
        for (ReadyBank ready : known.ready()) {
            versions.put(ready.version().id, ready);
            long rows = index.count(
                    ready.bank().key().collection(), ready.bank().key().rows());
            if (rows != ready.bank().size()) {
                details.merge(
                        ready.version().id,
                        "%s has %,d of %,d vectors"
                                .formatted(
                                        ready.bank().key().partition(),
                                        rows,
                                        ready.bank().size()),
                        (one, other) -> one + "; " + other);
            }
        }
        List<Damage> damaged = new ArrayList<>();
        versions.forEach((id, ready) -> {
            String detail = details.get(id);
            // It may have been removed since the tables were read.
            if (mark(ready.version(), detail) && detail != null) {
                LOG.errorf("Version %d of %s is damaged: %s", ready.version().number, ready.set().name, detail);
                damaged.add(new Damage(ready.set().name, ready.version().number, detail));
            }
        });
        damagedVersions.set(damaged.size());
        return damaged;
    }

    /** @return whether the version is still there */
    private boolean mark(Version version, String detail) {
        if (detail == null && version.damage == null) {
            return true;
        }
        return QuarkusTransaction.requiringNew()
                .call(() -> Version.update(
                                "damage = ?1, damagedAt = ?2 where id = ?3",
                                detail,
                                detail == null ? null : clock.instant(),
                                version.id)
                        == 1);
    }
}
