package org.patchbank.inspection;

import java.util.UUID;
import org.patchbank.inspection.engine.Inspector;
import org.patchbank.scoring.Calibration;

/**
 * A version ready to judge.
 *
 * @param inputSize side of the square that the network sees, in pixels
 * @param rows how many embeddings its banks hold
 * @param bytes of all that it learned
 */
record LoadedBank(UUID versionId, Inspector inspector, Calibration calibration, int inputSize, int rows, long bytes) {}
