package org.patchbank.inspection.proposal;

import java.util.Locale;

/** What became of a proposal. */
public enum ProposalState {
    /** Nobody has answered yet. */
    PROPOSED,
    ACCEPTED,
    DECLINED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such state */
    public static ProposalState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
