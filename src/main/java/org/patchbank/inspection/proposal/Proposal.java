package org.patchbank.inspection.proposal;

import java.util.List;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.verdict.CurrentVerdict;

/**
 * A part that was not accepted although a person called it good, proposed as an image of the deployment's reference set.
 *
 * @param verdict that holds now; of an answered proposal it may have changed since
 * @param answers newest first; empty while it waits
 */
public record Proposal(Inspection inspection, CurrentVerdict verdict, List<ProposalAnswer> answers) {
    public Proposal {
        answers = List.copyOf(answers);
    }

    public ProposalState state() {
        return answers.isEmpty() ? ProposalState.PROPOSED : answers.get(0).state();
    }
}
