package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reference versions as other features see them. */
@ApplicationScoped
public class ReferenceVersions {
    /**
     * Finds a version by the id or the name of its set, and its number.
     *
     * @throws org.patchbank.platform.PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code VERSION_NOT_FOUND}
     */
    public VersionSummary find(String setIdOrName, int number) {
        throw new UnsupportedOperationException(setIdOrName + number);
    }

    /** @throws org.patchbank.platform.PatchbankException {@code VERSION_NOT_FOUND} */
    public VersionSummary find(UUID versionId) {
        throw new UnsupportedOperationException(versionId.toString());
    }

    /**
     * The calibration scores of a ready version, without its bank: what a threshold needs.
     *
     * @throws org.patchbank.platform.PatchbankException {@code VERSION_NOT_FOUND}, {@code VERSION_NOT_READY}
     */
    public double[] calibrationScores(UUID versionId) {
        throw new UnsupportedOperationException(versionId.toString());
    }

    /**
     * Loads a ready version with its bank, checked against its hash. Takes seconds for a large bank; keep the result.
     *
     * @throws org.patchbank.platform.PatchbankException {@code VERSION_NOT_FOUND}, {@code VERSION_NOT_READY}, {@code
     *     BANK_DAMAGED}
     */
    public LoadedVersion load(UUID versionId) {
        throw new UnsupportedOperationException(versionId.toString());
    }
}
