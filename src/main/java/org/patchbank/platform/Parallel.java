package org.patchbank.platform;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Runs index ranges on a given number of threads, the caller's among them, so that short work starts at once and goes on even
 * where no other thread comes to help. What a body computes must not depend on how the range is shared out. Safe for concurrent use,
 * and a body may itself run ranges.
 */
public final class Parallel implements AutoCloseable {
    private final int threads;
    private final ExecutorService helpers;

    public Parallel(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        this.threads = threads;
        this.helpers = threads == 1 ? null : helpers(threads - 1);
    }

    private static ExecutorService helpers(int count) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(count, count, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "parallel-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    public static Parallel onAllCores() {
        return new Parallel(Runtime.getRuntime().availableProcessors());
    }

    public int threads() {
        return threads;
    }

    /**
     * Calls {@code body} once for each index in [0, count), possibly at once; returns when all have ended. If a body throws, the
     * indices not yet begun are left out and the first exception is thrown on.
     */
    public void forEach(int count, IntConsumer body) {
        int helping = Math.min(threads, count) - 1;
        if (helping < 1) {
            for (int i = 0; i < count; i++) {
                body.accept(i);
            }
            return;
        }
        Range range = new Range(count, body);
        for (int i = 0; i < helping; i++) {
            helpers.execute(range::work);
        }
        range.work();
        range.await();
    }

    /** One call's indices, taken one by one by whoever is free. */
    private static final class Range {
        private final int count;
        private final IntConsumer body;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Range(int count, IntConsumer body) {
            this.count = count;
            this.body = body;
            this.left = new CountDownLatch(count);
        }

        void work() {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        body.accept(i);
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            }
        }

        void await() {
            try {
                left.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for parallel work", e);
            }
            Throwable thrown = failure.get();
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
        }
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdown();
        }
    }
}
