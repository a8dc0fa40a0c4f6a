package org.patchbank.reference;

import java.util.Optional;
import java.util.UUID;

/**
 * Which version it is and how far it has come.
 *
 * @param factory whose it is
 * @param line where its images were taken, if that was said
 * @param images where its images may lie
 */
public record VersionSummary(
        UUID id,
        UUID referenceSetId,
        String referenceSet,
        String factory,
        Optional<String> line,
        ImagePlace images,
        String product,
        int number,
        VersionState state) {}
