package org.patchbank.reference;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;
import org.patchbank.embedding.EmbeddingSettings;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.fit.Fitter;
import org.patchbank.pipeline.fit.Grower;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.DatabaseFailure;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.reference.BankStore.Origin;
import org.patchbank.reference.BuildRecord.Attempt;
import org.patchbank.reference.VersionInfo.Failure;
import org.patchbank.reference.VersionLearning.Learned;

/**
 * Builds versions: fits, writes what was learned, reads it back, and only then declares the version ready. An attempt that was
 * interrupted leaves a version that is building; the next attempt starts anew with a place of its own.
 */
@ApplicationScoped
class VersionBuild {
    private static final Logger LOG = Logger.getLogger(VersionBuild.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final BuildRecord record;
    private final StateStore states;
    private final ImageStore store;
    private final PatchEmbedders embedders;
    private final Clock clock;
    private final Parallel parallel;
    private final VersionLearning learning;
    private volatile boolean stopping;

    VersionBuild(
            BuildRecord record,
            StateStore states,
            ImageStore store,
            PatchEmbedders embedders,
            ImageDecoder decoder,
            EmbeddingSettings embedding,
            Clock clock) {
        this.record = record;
        this.states = states;
        this.store = store;
        this.embedders = embedders;
        this.clock = clock;
        this.parallel = new Parallel(embedding.imagesAtOnce());
        this.learning = new VersionLearning(states, new Fitter(decoder, parallel), new Grower(decoder, parallel));
    }

    /** From now on builds stop where they are, to be taken up by the next start. */
    void stopping() {
        stopping = true;
    }

    @PreDestroy
    void close() {
        parallel.close();
    }

    /**
     * Builds a version to its end: ready, failed or cancelled. Does nothing if it has ended before.
     *
     * @throws RuntimeException if the build was interrupted, or needs something that is down now: to be run again
     */
    void run(UUID versionId) {
        Optional<Attempt> begun = record.begin(versionId);
        states.removeAbandoned();
        if (begun.isEmpty()) {
            return;
        }
        Attempt attempt = begun.get();
        LOG.infof("Building %s", attempt.label());
        try {
            build(attempt);
        } catch (RuntimeException | OutOfMemoryError e) {
            if (stopping) {
                LOG.infof("Leaving %s unfinished; the next start takes it up", attempt.label());
                throw e;
            }
            end(attempt, e);
        }
        states.removeAbandoned();
    }

    /** Ends the version, or throws again what may pass. */
    private void end(Attempt attempt, Throwable cause) {
        if (cause instanceof CancellationException) {
            LOG.infof("%s is cancelled", attempt.label());
            record.cancelled(attempt);
        } else if (cause instanceof PatchbankException known
                && known.code().kind().retryable()) {
            LOG.warnf(cause, "%s has to wait: %s", attempt.label(), known.getMessage());
            record.waits(attempt, Failure.of(known));
            throw known;
        } else if (DatabaseFailure.isUnavailable(cause)) {
            // It cannot be written down that the version waits; the queue has it run again.
            LOG.warnf("%s is built again, for the database does not answer: %s", attempt.label(), cause.getMessage());
            throw new IllegalStateException("the database does not answer", cause);
        } else {
            LOG.warnf(cause, "%s failed", attempt.label());
            record.failed(attempt, failure(cause));
        }
    }

    private void build(Attempt attempt) {
        BuildProgress progress = new BuildProgress(record, attempt, clock, () -> stopping);
        try (PatchEmbedder embedder = embedders.open(attempt.spec().embedding(), 1)) {
            embedder.assumed().ifPresent(assumed -> LOG.warnf("%s: %s", attempt.label(), assumed));
            List<BuildImage> images = record.images(attempt, store);
            Learned learned = learning.learn(attempt, images, embedder, progress);
            Fit fit = learned.fit();
            StoredState place = record.stores(attempt, embedder.space(), fit)
                    .orElseThrow(() -> new CancellationException("taken over"));
            if (!store(attempt, place, images, learned, progress)) {
                // Cancelled, taken over by another attempt, or its reference set is gone: what was written after that,
                // nobody else knows of.
                states.remove(place);
                throw new CancellationException("stopped when the state was written");
            }
            LOG.infof(
                    "%s is ready: %d vectors, %d bytes, of %d embeddings, %.1f s",
                    attempt.label(),
                    fit.state().bankRows(),
                    fit.state().size(),
                    fit.embeddings(),
                    fit.seconds().total());
        }
    }

    /** @return false if the version was not to become ready after all */
    private boolean store(
            Attempt attempt, StoredState place, List<BuildImage> images, Learned learned, BuildProgress progress) {
        Fit fit = learned.fit();
        List<String> imageIds = BuildImage.matched(images, fit).stream()
                .map(image -> image.imageId().toString())
                .toList();
        Origin origin = new Origin(
                attempt.product(),
                attempt.referenceSetId().toString(),
                attempt.number(),
                attempt.factory(),
                imageIds,
                fit.grid());
        int rows = fit.state().bankRows();
        boolean stored = new VerifiedWrite(attempt.label(), FIRST_PAUSE, LONGEST_PAUSE)
                .store(
                        () -> states.write(
                                attempt.id(), place, fit.state(), origin, written -> progress.stored(written, rows)),
                        () -> states.load(place, fit.grid()),
                        progress::waits);
        return stored && record.ready(attempt, fit, learned.coveringRadius(), images);
    }

    private static Failure failure(Throwable cause) {
        if (cause instanceof PatchbankException known) {
            return Failure.of(known);
        }
        if (cause instanceof OutOfMemoryError) {
            return new Failure(
                    ReferenceError.BUILD_OUT_OF_MEMORY.code(),
                    "The build needs more memory than this program may use.",
                    "Give it more (PATCHBANK_JAVA_OPTS=-Xmx4g), or lower model.coreset_ratio or input_size in the spec.");
        }
        return new Failure(
                ReferenceError.BUILD_FAILED.code(),
                "The build ended with " + cause,
                "The server's log has the details; then build a new version.");
    }
}
