package org.patchbank.inspection.drift;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.patchbank.inspection.drift.DriftWarning.State;

/**
 * Which warnings are wanted; absent parts leave the choice open.
 *
 * @param factory null for all
 * @param states none for all
 */
public record WarningFilter(String factory, String product, String line, UUID deployment, Set<State> states) {
    public WarningFilter {
        states = states.isEmpty() ? EnumSet.allOf(State.class) : EnumSet.copyOf(states);
    }
}
