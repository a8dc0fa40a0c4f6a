package org.patchbank.inspection.proposal;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.inspection.proposal.ProposalAnswer.Result;

/** A row of {@code proposal_answer}; never changed. */
@Entity
@Table(name = "proposal_answer")
class ProposalAnswerEntity {
    @EmbeddedId
    Key key;

    UUID deploymentId;

    @Enumerated(EnumType.STRING)
    ProposalState answer;

    int verdict;
    String givenBy;
    Instant givenAt;
    String note;
    UUID referenceSetId;
    String referenceSet;
    UUID imageId;
    UUID versionId;
    Integer version;

    @Embeddable
    record Key(UUID inspectionId, int number) {}

    ProposalAnswer answer() {
        return new ProposalAnswer(
                key.inspectionId(),
                key.number(),
                answer,
                verdict,
                givenBy,
                givenAt,
                note,
                answer == ProposalState.ACCEPTED
                        ? Optional.of(new Result(referenceSetId, referenceSet, imageId, versionId, version))
                        : Optional.empty());
    }
}
