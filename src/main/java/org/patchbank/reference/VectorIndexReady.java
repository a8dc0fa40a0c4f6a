package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorIndexError;

/**
 * Tells whether the vector index works. A node that inspects stays ready without it: it judges with the banks that it has; one that
 * only builds has nothing to do until it is back.
 */
@Readiness
@ApplicationScoped
class VectorIndexReady implements HealthCheck {
    private static final long PATIENCE_SECONDS = 3;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final VectorIndex index;
    private final PatchbankSettings node;
    private CompletableFuture<Void> check;
    private long checkedAt;

    VectorIndexReady(VectorIndex index, PatchbankSettings node) {
        this.index = index;
        this.node = node;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("vector index");
        try {
            recent().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return answer.up().build();
        } catch (TimeoutException e) {
            return missing(answer, "does not answer in time", "Look at its load; it is waited for.");
        } catch (ExecutionException e) {
            return e.getCause() instanceof PatchbankException known
                    ? missing(answer, known.getMessage(), known.remedy())
                    : missing(answer, String.valueOf(e.getCause()), "Look into the log.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return missing(answer, "was not asked to the end", "Ask again.");
        }
    }

    /** One question at a time, however many ask, and none that was answered just now. */
    private synchronized CompletableFuture<Void> recent() {
        long now = System.nanoTime();
        if (check == null || check.isDone() && now - checkedAt > FRESH_NANOS) {
            check = CompletableFuture.runAsync(index::check);
            checkedAt = now;
        }
        return check;
    }

    private HealthCheckResponse missing(HealthCheckResponseBuilder answer, String reason, String remedy) {
        boolean inspects = node.roles().contains(NodeRole.QUERY);
        answer.withData("code", VectorIndexError.VECTOR_INDEX_UNAVAILABLE.code())
                .withData("reason", reason)
                .withData("remedy", remedy);
        if (inspects) {
            answer.withData("meanwhile", "judges with the banks in memory");
        }
        return answer.status(inspects).build();
    }
}
