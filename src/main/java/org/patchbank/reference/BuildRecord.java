package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.patchbank.detector.MemoryBank;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.platform.database.Sql;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.reference.VersionInfo.Failure;
import org.patchbank.vectorindex.VectorCollection.Size;

/**
 * What the tables hold of a build. Every step names the attempt that it belongs to; one that has been given up for dead and
 * succeeded by another changes nothing any more.
 */
@ApplicationScoped
class BuildRecord {
    private final Sql sql;
    private final Clock clock;

    BuildRecord(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** One try to build a version, told from the others by its own number. */
    record Attempt(
            UUID versionId,
            UUID referenceSetId,
            String referenceSet,
            String factory,
            String product,
            int number,
            long id,
            Optional<UUID> grownFrom,
            DetectorSpec spec) {
        String label() {
            return "version %d of %s".formatted(number, referenceSet);
        }
    }

    /** Starts an attempt and gives up what the one before has stored; empty if there is nothing to build. */
    @Transactional
    Optional<Attempt> begin(UUID versionId) {
        Version version = Version.findById(versionId, LockModeType.PESSIMISTIC_WRITE);
        if (version == null || version.state.ended()) {
            return Optional.empty();
        }
        StoredState.abandon(version);
        if (version.cancelRequested) {
            end(version, VersionState.CANCELLED);
            return Optional.empty();
        }
        version.become(VersionState.BUILDING);
        version.startedAt = clock.instant();
        version.stage = null;
        waits(version, null);
        version.attempt = nextNumber();
        ReferenceSet set = ReferenceSet.findById(version.referenceSetId);
        return Optional.of(new Attempt(
                versionId,
                set.id,
                set.name,
                set.factory,
                set.product,
                version.number,
                version.attempt,
                Optional.ofNullable(version.grownFrom),
                SpecJson.parse(version.spec)));
    }

    private long nextNumber() {
        return sql.first("select nextval('bank_seq')", row -> row.getLong(1)).orElseThrow();
    }

    /**
     * Writes down where a state will lie, before the first of it is stored.
     *
     * @param space what {@link org.patchbank.embedding.PatchEmbedder#space} says
     * @return empty if another attempt has taken over
     */
    @Transactional
    Optional<StoredState> stores(Attempt attempt, String space, Fit fit) {
        ParameterFile parameters = StateStore.parameters(attempt.id(), fit.state());
        sql.list("select pg_advisory_xact_lock_shared(?)", row -> true, BankKey.PLACES_LOCK);
        return change(attempt, version -> {
                    version.embeddingSpace = space;
                    version.dimension = fit.dimension();
                    version.parametersSha256 = parameters.isEmpty() ? null : ParameterStore.hash(parameters);
                    fit.state().banks().forEach((name, bank) -> place(version, name, bank));
                })
                .map(StoredState::of);
    }

    private void place(Version version, String name, MemoryBank bank) {
        VersionBank row = new VersionBank();
        row.bank = nextNumber();
        row.versionId = version.id;
        row.name = name;
        row.dimension = bank.dimension();
        row.size = bank.size();
        row.hash = bank.hash();
        row.sizeClass = Size.of(bank.size());
        row.persist();
    }

    /** The images to learn from, in their order. Where two share a name, both get their content into it. */
    @Transactional
    List<BuildImage> images(Attempt attempt, ImageStore store) {
        List<VersionImage> images = VersionImage.of(attempt.versionId());
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (VersionImage image : images) {
            if (!seen.add(image.image.name)) {
                twice.add(image.image.name);
            }
        }
        return images.stream()
                .map(image -> new BuildImage(
                        image.position,
                        image.image.id,
                        twice.contains(image.image.name)
                                ? image.image.name + " (" + image.image.sha256 + ")"
                                : image.image.name,
                        image.image.sha256,
                        image.known,
                        store))
                .toList();
    }

    /** @return false if the attempt shall stop: it was cancelled, or another one has taken over */
    @Transactional
    boolean progress(Attempt attempt, BuildStage stage, long done, long total) {
        return Version.update(
                        "stage = ?1, done = ?2, total = ?3, waitsCode = null, waitsDetail = null, waitsRemedy = null"
                                + " where id = ?4 and attempt = ?5 and state = ?6 and cancelRequested = false",
                        stage.name(),
                        done,
                        total,
                        attempt.versionId(),
                        attempt.id(),
                        VersionState.BUILDING)
                == 1;
    }

    /**
     * Writes down what the attempt waits for.
     *
     * @return false if the attempt shall stop: it was cancelled, or another one has taken over
     */
    @Transactional
    boolean waits(Attempt attempt, Failure reason) {
        return change(attempt, version -> waits(version, reason))
                .filter(version -> !version.cancelRequested)
                .isPresent();
    }

    private static void waits(Version version, Failure reason) {
        version.waitsCode = reason == null ? null : reason.code();
        version.waitsDetail = reason == null ? null : reason.detail();
        version.waitsRemedy = reason == null ? null : reason.remedy();
    }

    /**
     * Makes the version ready, with its scores and its state, in one step.
     *
     * @return false if it was cancelled, or another attempt has taken over
     */
    @Transactional
    boolean ready(Attempt attempt, Fit fit, OptionalDouble coveringRadius, List<BuildImage> images) {
        return change(attempt, version -> {
                    if (version.cancelRequested) {
                        return;
                    }
                    version.stateHash = fit.state().hash();
                    version.stateBytes = fit.state().size();
                    version.embeddings = fit.embeddings();
                    version.gridRows = fit.grid().rows();
                    version.gridColumns = fit.grid().columns();
                    version.coveringRadius = coveringRadius.isPresent() ? coveringRadius.getAsDouble() : null;
                    version.secondsFeatures = fit.seconds().features();
                    version.secondsCoreset = fit.seconds().coreset();
                    version.secondsCalibration = fit.seconds().calibration();
                    version.readyAt = clock.instant();
                    recordImages(attempt, fit, images);
                    end(version, VersionState.READY);
                })
                .filter(version -> version.state == VersionState.READY)
                .isPresent();
    }

    private static void recordImages(Attempt attempt, Fit fit, List<BuildImage> images) {
        List<VersionImage> rows = VersionImage.of(attempt.versionId());
        List<BuildImage> learned = BuildImage.matched(images, fit);
        for (int i = 0; i < learned.size(); i++) {
            VersionImage row = rows.get(learned.get(i).position());
            row.learned = i;
            OptionalDouble score = fit.images().get(i).score();
            row.score = score.isPresent() ? score.getAsDouble() : null;
        }
        Map<String, BuildImage> byName = BuildImage.byName(images);
        for (Fit.RefusedImage refused : fit.refused()) {
            VersionImage row = rows.get(byName.get(refused.name()).position());
            row.refusalCode = refused.code();
            row.refusalDetail = refused.reason();
            row.refusalRemedy = refused.remedy();
        }
    }

    @Transactional
    void failed(Attempt attempt, Failure failure) {
        change(attempt, version -> {
            version.failureCode = failure.code();
            version.failureDetail = failure.detail();
            version.failureRemedy = failure.remedy();
            StoredState.abandon(version);
            end(version, VersionState.FAILED);
        });
    }

    @Transactional
    void cancelled(Attempt attempt) {
        change(attempt, version -> {
            StoredState.abandon(version);
            end(version, VersionState.CANCELLED);
        });
    }

    private void end(Version version, VersionState state) {
        version.become(state);
        waits(version, null);
        version.endedAt = clock.instant();
    }

    private static Optional<Version> change(Attempt attempt, Consumer<Version> change) {
        Version version = Version.findById(attempt.versionId(), LockModeType.PESSIMISTIC_WRITE);
        if (version == null || version.state != VersionState.BUILDING || version.attempt != attempt.id()) {
            return Optional.empty();
        }
        change.accept(version);
        return Optional.of(version);
    }
}
