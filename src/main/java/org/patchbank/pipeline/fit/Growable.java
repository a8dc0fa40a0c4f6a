package org.patchbank.pipeline.fit;

import java.util.Optional;
import org.patchbank.detector.bank.BankSelection;
import org.patchbank.detector.bank.BankStorage;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.FusionSpec.ConcatenateSpec;
import org.patchbank.pipeline.spec.ModelSpec.MemoryBankSpec;
import org.patchbank.pipeline.spec.TilesSpec.Bank;
import org.patchbank.scoring.SoftmaxMean;

/**
 * Which specs let a version be grown: those whose model is a bank that rows can be added to, and whose scores can only shrink when they
 * are, so that a score that was calibrated before is still an upper bound (docs/adr/0013).
 */
public final class Growable {
    private Growable() {}

    /** Why a version of a spec cannot be grown, for people; empty if it can. */
    public static Optional<String> obstacle(DetectorSpec spec) {
        if (!(spec.model() instanceof MemoryBankSpec bank)) {
            return Optional.of("its model is not a memory bank, and has no rows that could be added to");
        }
        if (!(spec.fusion() instanceof ConcatenateSpec)) {
            return Optional.of("its fusion compares layers apart, by more than one bank");
        }
        if (spec.hasTiles(Bank.PER_POSITION)) {
            return Optional.of("its tiles have a bank for each position");
        }
        if (spec.aggregation().aggregation() instanceof SoftmaxMean) {
            return Optional.of("its aggregation, a mean weighted by the scores, may rise when patches score lower");
        }
        return obstacle(bank);
    }

    private static Optional<String> obstacle(MemoryBankSpec bank) {
        if (bank.selection() != BankSelection.GREEDY) {
            return Optional.of("its bank was not chosen greedily, so it has no covering radius to grow to");
        }
        if (bank.storage() != BankStorage.FLOAT32) {
            return Optional.of("its bank is kept as codes, which were fitted to the rows there were");
        }
        if (bank.reweighting().isPresent()) {
            return Optional.of("its scores are re-weighted, and may rise when rows are added");
        }
        return bank.positionRadius().isPresent()
                ? Optional.of("its rows are compared by position, where a covering radius says nothing")
                : Optional.empty();
    }
}
