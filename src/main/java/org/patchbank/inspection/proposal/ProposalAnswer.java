package org.patchbank.inspection.proposal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person answered to a proposal. Never changed: a later one, of a higher number, supersedes it.
 *
 * @param number its place in the trail of the inspection's answers, from 1
 * @param state accepted or declined
 * @param verdict number of the verdict that held then
 * @param note or null
 * @param result what came of it; present where it was accepted
 */
public record ProposalAnswer(
        UUID inspection,
        int number,
        ProposalState state,
        int verdict,
        String by,
        Instant at,
        String note,
        Optional<Result> result) {

    /**
     * Where an accepted image went.
     *
     * @param image its id in the reference set
     * @param version number of the version that was built with it
     */
    public record Result(UUID referenceSetId, String referenceSet, UUID image, UUID versionId, int version) {}
}
