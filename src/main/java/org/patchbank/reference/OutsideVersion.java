package org.patchbank.reference;

import org.patchbank.detector.BankFile;
import org.patchbank.detector.CandidateSource;

/**
 * A ready version whose bank stays in the vector index.
 *
 * @param version with all that it learned but the bank
 * @param rows the bank in a file of this node
 * @param candidates asks the index for rows that may be near; throws a {@link org.patchbank.platform.PatchbankException} if the index
 *     cannot be reached
 */
public record OutsideVersion(LoadedVersion version, BankFile rows, CandidateSource candidates) {}
