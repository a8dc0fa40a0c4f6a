package org.patchbank.reference;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.MemoryBank;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.BankStore.Origin;
import org.patchbank.reference.BankStore.WriteListener;
import org.patchbank.reference.StoredState.StoredBank;

/** Keeps fitted states: banks in the vector index, everything else in the blob store. */
@ApplicationScoped
class StateStore {
    private static final Logger LOG = Logger.getLogger(StateStore.class);

    private final BankStore banks;
    private final ParameterStore parameters;

    StateStore(BankStore banks, ParameterStore parameters) {
        this.banks = banks;
        this.parameters = parameters;
    }

    /** What of a state goes into the parameter file of an attempt. */
    static ParameterFile parameters(long attempt, DetectorState state) {
        return new ParameterFile(attempt, state.numbers(), state.bytes());
    }

    /**
     * Writes a state to where the tables say it lies; a repeated call changes nothing.
     *
     * @param listener hears of the rows of all banks together
     * @return false if the listener stopped it
     */
    boolean write(long attempt, StoredState place, DetectorState state, Origin origin, WriteListener listener) {
        if (place.parameters().isPresent()) {
            parameters.put(parameters(attempt, state));
        }
        int before = 0;
        for (StoredBank bank : place.banks()) {
            int written = before;
            if (!banks.write(bank.key(), state.bank(bank.name()), origin, rows -> listener.written(written + rows))) {
                return false;
            }
            before += bank.size();
        }
        return true;
    }

    /**
     * Reads a state and checks that it is what was built.
     *
     * @throws PatchbankException {@code BANK_DAMAGED} if anything is missing, too much or changed
     */
    DetectorState load(StoredState place, PatchGrid grid) {
        Map<String, MemoryBank> loaded = new TreeMap<>();
        for (StoredBank bank : place.banks()) {
            loaded.put(bank.name(), banks.load(bank.key(), bank.size(), grid, bank.hash()));
        }
        DetectorState rest = loadWithoutBanks(place);
        return new DetectorState(loaded, rest.numbers(), rest.bytes());
    }

    /** All that a state holds but its banks. */
    DetectorState loadWithoutBanks(StoredState place) {
        ParameterFile file =
                place.parameters().map(parameters::load).orElseGet(() -> new ParameterFile(0, Map.of(), Map.of()));
        return new DetectorState(Map.of(), file.numbers(), file.bytes());
    }

    BankMapping mapping(StoredBank bank, PatchGrid grid) {
        return banks.mapping(bank, grid);
    }

    void remove(StoredState place) {
        place.banks().forEach(bank -> banks.remove(bank.key()));
        place.parameters().ifPresent(parameters::remove);
    }

    /** Removes what was given up. What cannot be removed now is removed the next time. */
    void removeAbandoned() {
        List<AbandonedBank> vectors = QuarkusTransaction.requiringNew().call(() -> AbandonedBank.listAll());
        for (AbandonedBank bank : vectors) {
            remove("bank " + bank.bank, () -> banks.remove(bank.key()), () -> AbandonedBank.deleteById(bank.bank));
        }
        List<AbandonedParameters> files = QuarkusTransaction.requiringNew().call(() -> AbandonedParameters.listAll());
        for (AbandonedParameters file : files) {
            remove(
                    "parameter file " + file.sha256,
                    () -> parameters.remove(file.sha256),
                    () -> AbandonedParameters.deleteById(file.sha256));
        }
    }

    private static void remove(String what, Runnable remove, Runnable forget) {
        try {
            remove.run();
            QuarkusTransaction.requiringNew().run(forget);
        } catch (PatchbankException e) {
            LOG.warnf("The %s stays for now: %s", what, e.getMessage());
        }
    }
}
