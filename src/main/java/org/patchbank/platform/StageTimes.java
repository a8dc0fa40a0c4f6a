package org.patchbank.platform;

import java.util.EnumMap;
import java.util.Map;

/** Nanoseconds spent in each {@link Stage} of one inspection. Used by one thread at a time. */
public final class StageTimes {
    private final long[] nanos = new long[Stage.values().length];
    private long decisionNanos;

    /** Adds the time since {@code startNanos} (a {@link System#nanoTime()}) to a stage; returns now. */
    public long addSince(Stage stage, long startNanos) {
        long now = System.nanoTime();
        nanos[stage.ordinal()] += now - startNanos;
        return now;
    }

    /** Notes how long it took from a start (a {@link System#nanoTime()}) until the decision was known. */
    public void decided(long startNanos) {
        decisionNanos = System.nanoTime() - startNanos;
    }

    /** Milliseconds until the decision was known; the map and the regions come after it. 0 before. */
    public double decisionMillis() {
        return decisionNanos / 1e6;
    }

    public long nanos(Stage stage) {
        return nanos[stage.ordinal()];
    }

    public double millis(Stage stage) {
        return nanos(stage) / 1e6;
    }

    /** Milliseconds of the stages that ran. */
    public Map<Stage, Double> millis() {
        Map<Stage, Double> millis = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            if (nanos(stage) > 0) {
                millis.put(stage, millis(stage));
            }
        }
        return millis;
    }
}
