package org.patchbank.testing;

/** A Milvus that a test may be rough with. */
public interface StoppableMilvus extends AutoCloseable {
    /** Stays the same for as long as it lives. */
    String uri();

    /** Ends it at once, as kill -9 does; what it holds stays. */
    void kill();

    /** Starts it again, unless it runs; returns when it answers. */
    void restart();

    /** Stops it in the middle of what it does: it answers nothing, and closes nothing. */
    void freeze();

    void thaw();

    /** Ends it and removes what it holds. */
    @Override
    void close();
}
