package org.patchbank.reference;

import java.util.List;
import java.util.Optional;

/**
 * Where a version's fitted state lies.
 *
 * @param parameters SHA-256 of its parameter file; empty where banks are all there is
 */
record StoredState(List<StoredBank> banks, Optional<String> parameters) {

    /** @param name as the model calls it */
    record StoredBank(String name, BankKey key, int size, String hash) {}

    /** What the tables say of a version. */
    static StoredState of(Version version) {
        return new StoredState(
                VersionBank.of(version.id).stream()
                        .map(bank -> new StoredBank(
                                bank.name,
                                new BankKey(bank.bank, version.embeddingSpace, bank.dimension, bank.sizeClass),
                                bank.size,
                                bank.hash))
                        .toList(),
                Optional.ofNullable(version.parametersSha256));
    }

    /** Gives up what an attempt may have stored, in the transaction of the caller; the version must not use it again. */
    static void abandon(Version version) {
        StoredState state = of(version);
        state.banks().forEach(bank -> AbandonedBank.add(bank.key()));
        state.parameters().ifPresent(AbandonedParameters::add);
        VersionBank.delete("versionId", version.id);
        if (version.state != VersionState.READY) { // a ready one is about to be removed as a whole
            version.parametersSha256 = null;
            version.embeddingSpace = null;
            version.dimension = null;
        }
    }
}
