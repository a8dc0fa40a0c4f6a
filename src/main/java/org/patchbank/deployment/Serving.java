package org.patchbank.deployment;

import org.patchbank.platform.PatchbankException;
import org.patchbank.serving.LoadedBank;

/** How far a deployment is in this node. */
public sealed interface Serving {
    /** As the record has it; while a promotion that this node was told of is not read yet, as the record had it. */
    Deployment deployment();

    /** Judges with this bank. */
    record Ready(Deployment deployment, LoadedBank bank) implements Serving {}

    /**
     * Its bank is being loaded.
     *
     * @param soon whether it judged until a moment ago, so that waiting for it is worth while
     */
    record Loading(Deployment deployment, boolean soon) implements Serving {}

    /** Its bank could not be loaded; it is tried again after a while. */
    record Broken(Deployment deployment, PatchbankException reason) implements Serving {}
}
