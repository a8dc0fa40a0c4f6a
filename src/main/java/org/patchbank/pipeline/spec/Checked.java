package org.patchbank.pipeline.spec;

/** A part of a spec with rules that concern several of its fields. */
interface Checked {
    /**
     * Called when each field is valid by itself.
     *
     * @throws org.patchbank.platform.PatchbankException if fields contradict each other
     * @throws UnfitFieldException if the range of a field depends on another field
     */
    void check();
}
