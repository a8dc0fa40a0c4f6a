package org.patchbank.inspection.proposal;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How answering a proposal can fail. */
public enum ProposalErrorCode implements ErrorCode {
    /** The inspection is another deployment's, was accepted, or nobody calls it good. */
    NOT_PROPOSED(ErrorKind.CONFLICT),
    /** Its image is in the reference set already. */
    PROPOSAL_ACCEPTED_BEFORE(ErrorKind.CONFLICT);

    private final ErrorKind kind;

    ProposalErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
