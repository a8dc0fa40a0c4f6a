package org.patchbank.vectorindex.milvus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** One lock a name: who works on one thing waits for nobody who works on another. */
final class NamedLocks {
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /** Works alone on what the name stands for. */
    boolean alone(String name, BooleanSupplier work) {
        synchronized (locks.computeIfAbsent(name, any -> new Object())) {
            return work.getAsBoolean();
        }
    }
}
