package org.patchbank.platform;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Shows how far long work has come: a bar that is redrawn in place on a terminal, a plain line now and then elsewhere.
 * Safe to call from many threads; calls are cheap, so report every step.
 */
public final class Progress implements AutoCloseable {
    private static final int CELLS = 28;
    private static final long REDRAW_NANOS = 80_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private final boolean unicode;
    private final LongSupplier nanos;

    private String stage;
    private long done;
    private long total;
    private long stageStart;
    private long lastShown;
    private long lastShownDone;
    private int lineWidth;

    /**
     * @param out where to write; null shows nothing
     * @param terminal whether {@code out} redraws a line after a carriage return
     * @param unicode whether {@code out} can show block characters
     * @param nanos a clock in nanoseconds, as {@link System#nanoTime()}
     */
    Progress(PrintStream out, boolean terminal, boolean unicode, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.unicode = unicode;
        this.nanos = nanos;
    }

    /** Writes to standard error, in the manner that suits it. */
    public static Progress onStderr() {
        boolean unicode =
                Charset.defaultCharset().name().toUpperCase(Locale.ROOT).startsWith("UTF");
        return new Progress(System.err, Terminal.errIsTerminal(), unicode, System::nanoTime);
    }

    /** Shows nothing. */
    public static Progress silent() {
        return new Progress(null, false, false, System::nanoTime);
    }

    /**
     * Reports the state of a stage. Another stage name than the last ends the last stage, which is then shown as complete:
     * those who poll seldom see its very end.
     *
     * @param total 0 where it is not known
     */
    public synchronized void update(String name, long nowDone, long nowTotal) {
        if (out == null) {
            return;
        }
        long now = nanos.getAsLong();
        if (!Objects.equals(stage, name)) {
            done = Math.max(done, total);
            finish(now);
            stage = name;
            stageStart = now;
            lastShownDone = -1;
            lastShown = now - LINE_NANOS;
        }
        done = nowDone;
        total = nowTotal;
        boolean complete = total > 0 && done >= total;
        if (complete || now - lastShown >= (terminal ? REDRAW_NANOS : LINE_NANOS)) {
            show(now);
        }
    }

    /** Writes a line that stays, above the bar. */
    public synchronized void line(String text) {
        if (out == null) {
            return;
        }
        erase();
        out.println(text);
        out.flush();
        lastShownDone = -1;
    }

    /** Ends the present stage and leaves its last state on the screen. */
    @Override
    public synchronized void close() {
        if (out != null) {
            finish(nanos.getAsLong());
        }
    }

    private void finish(long now) {
        if (stage == null) {
            return;
        }
        if (lastShownDone != done) {
            show(now);
        }
        if (terminal) {
            out.println();
            out.flush();
        }
        lineWidth = 0;
        stage = null;
    }

    private void show(long now) {
        if (done == lastShownDone && !terminal) {
            return;
        }
        String text = describe(now - stageStart);
        if (terminal) {
            int width = text.length();
            out.print("\r" + text + " ".repeat(Math.max(0, lineWidth - width)));
            lineWidth = width;
        } else {
            out.println(text);
        }
        out.flush();
        lastShown = now;
        lastShownDone = done;
    }

    private String describe(long elapsedNanos) {
        String count = total > 0 ? done + "/" + total : Long.toString(done);
        String time = duration(elapsedNanos / 1_000_000_000L);
        if (!terminal) {
            return String.format(Locale.ROOT, "%s: %s (%s)", stage, count, time);
        }
        if (total <= 0) {
            return String.format(Locale.ROOT, "%-14s %s  %s", stage, count, time);
        }
        int percent = (int) Math.min(100, 100 * done / total);
        return String.format(Locale.ROOT, "%-14s %s %3d %%  %s  %s", stage, bar(percent), percent, count, time);
    }

    private String bar(int percent) {
        int full = CELLS * percent / 100;
        return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : ".").repeat(CELLS - full);
    }

    private void erase() {
        if (terminal && lineWidth > 0) {
            out.print("\r" + " ".repeat(lineWidth) + "\r");
            lineWidth = 0;
        }
    }

    private static String duration(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
