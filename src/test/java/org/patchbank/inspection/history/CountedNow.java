package org.patchbank.inspection.history;

import io.quarkus.arc.Arc;

/** Lets tests of what shows statistics wait for no job. */
public final class CountedNow {
    private CountedNow() {}

    /** Brings the counts of the last minutes up to date, and of the hours that verdicts of the last minutes are about. */
    public static void count() {
        Arc.container().instance(Rollup.class).get().refresh();
    }
}
