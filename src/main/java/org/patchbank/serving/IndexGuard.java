package org.patchbank.serving;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.patchbank.detector.CandidateSource;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.PatchbankException;

/**
 * Stands between inspections and the vector index: where the index fails or takes too long, an image gets no candidates, and is judged by
 * the bank's file alone, exactly. The index is then left alone for a while, so that not every image waits for it.
 */
final class IndexGuard implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IndexGuard.class);

    private final Duration timeout;
    private final Duration pause;
    private final Clock clock;
    private final SearchMetrics metrics;
    private final AtomicLong pausedUntil = new AtomicLong(Long.MIN_VALUE);
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "index-search");
        thread.setDaemon(true);
        return thread;
    });

    IndexGuard(Duration timeout, Duration pause, Clock clock, SearchMetrics metrics) {
        this.timeout = timeout;
        this.pause = pause;
        this.clock = clock;
        this.metrics = metrics;
    }

    CandidateSource guard(CandidateSource index) {
        return index == CandidateSource.NONE ? index : (queries, k) -> propose(index, queries, k);
    }

    private int[][] propose(CandidateSource index, EmbeddingTable queries, int k) {
        if (clock.millis() < pausedUntil.get()) {
            metrics.unanswered("paused");
            return CandidateSource.NONE.propose(queries, k);
        }
        long start = System.nanoTime();
        Future<int[][]> answer = threads.submit(() -> index.propose(queries, k));
        try {
            int[][] found = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            metrics.answered(System.nanoTime() - start);
            return found;
        } catch (TimeoutException e) {
            answer.cancel(true);
            failed("timeout", "no answer within " + timeout);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof PatchbankException known)) {
                throw new IllegalStateException("the vector index cannot be searched", e.getCause());
            }
            failed(known.code().code(), known.getMessage());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the vector index was searched", e);
        }
        return CandidateSource.NONE.propose(queries, k);
    }

    private void failed(String reason, String message) {
        metrics.unanswered(reason);
        long now = clock.millis();
        if (pausedUntil.getAndSet(now + pause.toMillis()) <= now) {
            LOG.warnf(
                    "The vector index is not searched for %s, images are judged by the banks' files: %s",
                    pause, message);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
