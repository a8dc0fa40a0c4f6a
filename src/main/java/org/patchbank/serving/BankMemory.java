package org.patchbank.serving;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.patchbank.reference.VersionOutline.BankShape;

/** How much of the heap the banks in memory take, against a limit. Safe for concurrent use. */
final class BankMemory {
    private static final int PARTS_OF_HEAP = 3;
    /** Floats of a row beside the vector and its copy in the order of the search: its short forms. */
    private static final int SEARCHED = 150;

    private final long limit;
    private final Map<UUID, Long> taken = new HashMap<>();

    /** @param limit bytes, or 0 for a share of the heap */
    BankMemory(long limit) {
        this.limit = limit > 0 ? limit : Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP;
    }

    /** About what a bank takes in memory with all that the search keeps of it. */
    static long bytes(BankShape bank) {
        return (2L * bank.dimension() + SEARCHED) * Float.BYTES * bank.rows();
    }

    /** Takes room for a version if there is enough. */
    synchronized boolean reserve(UUID version, long bytes) {
        if (free() < bytes) {
            return false;
        }
        take(version, bytes);
        return true;
    }

    /** Takes room even beyond the limit. */
    synchronized void take(UUID version, long bytes) {
        taken.put(version, bytes);
    }

    synchronized void release(UUID version) {
        taken.remove(version);
    }

    synchronized long free() {
        return limit - taken();
    }

    synchronized long taken() {
        return taken.values().stream().mapToLong(bytes -> bytes).sum();
    }

    long limit() {
        return limit;
    }
}
