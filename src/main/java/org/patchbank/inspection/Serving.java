package org.patchbank.inspection;

import org.patchbank.platform.PatchbankException;

/** How far a deployment is in this node. */
sealed interface Serving {
    /** As the record has it; a {@link Ready} one may judge with an earlier revision until the new bank is loaded. */
    Deployment deployment();

    /** Judges with this bank. */
    record Ready(Deployment deployment, LoadedBank bank) implements Serving {}

    /** Its bank is being loaded. */
    record Loading(Deployment deployment) implements Serving {}

    /** Its bank could not be loaded; it is tried again after a while. */
    record Broken(Deployment deployment, PatchbankException reason) implements Serving {}
}
