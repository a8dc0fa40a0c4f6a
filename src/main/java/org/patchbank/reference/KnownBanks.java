package org.patchbank.reference;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the tables know to be in the vector index, those banks included that are being written or removed. Read in a transaction. */
record KnownBanks(Set<BankKey> keys, List<ReadyBank> ready) {
    /** A bank that has to be whole. */
    record ReadyBank(Version version, ReferenceSet set, StoredState.StoredBank bank) {}

    static KnownBanks read() {
        Set<BankKey> keys = new HashSet<>();
        List<ReadyBank> ready = new ArrayList<>();
        List<Object[]> rows = Panache.getEntityManager()
                .createQuery(
                        "select b, v, s from VersionBank b join Version v on v.id = b.versionId"
                                + " join ReferenceSet s on s.id = v.referenceSetId order by b.bank",
                        Object[].class)
                .getResultList();
        for (Object[] row : rows) {
            VersionBank bank = (VersionBank) row[0];
            Version version = (Version) row[1];
            BankKey key = new BankKey(bank.bank, version.embeddingSpace, bank.dimension, bank.sizeClass);
            keys.add(key);
            if (version.state == VersionState.READY) {
                ready.add(new ReadyBank(
                        version,
                        (ReferenceSet) row[2],
                        new StoredState.StoredBank(bank.name, key, bank.size, bank.hash)));
            }
        }
        AbandonedBank.<AbandonedBank>listAll().forEach(abandoned -> keys.add(abandoned.key()));
        return new KnownBanks(keys, ready);
    }

    boolean holds(String collection, String partition) {
        return keys.stream()
                .anyMatch(key -> key.collection().name().equals(collection)
                        && key.partition().equals(partition));
    }

    boolean uses(String collection) {
        return keys.stream().anyMatch(key -> key.collection().name().equals(collection));
    }
}
