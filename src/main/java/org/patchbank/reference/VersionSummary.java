package org.patchbank.reference;

import java.util.UUID;

/** Which version it is and how far it has come. */
public record VersionSummary(
        UUID id, UUID referenceSetId, String referenceSet, String product, int number, VersionState state) {}
