package org.patchbank.inspection;

import java.util.UUID;
import org.patchbank.inspection.engine.Inspector;
import org.patchbank.scoring.Calibration;

/**
 * A version ready to judge.
 *
 * @param maps how its maps are drawn
 * @param rows how many embeddings its banks hold
 * @param ownStore whether images judged with it stay in the store of the factory that judges
 * @param bytes of all that it learned
 */
record LoadedBank(
        UUID versionId,
        Inspector inspector,
        Calibration calibration,
        MapSettings maps,
        int rows,
        long bytes,
        boolean ownStore) {}
