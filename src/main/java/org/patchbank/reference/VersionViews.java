package org.patchbank.reference;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.patchbank.pipeline.fit.Fit.FitSeconds;
import org.patchbank.pipeline.fit.Fit.ImageScore;
import org.patchbank.pipeline.fit.Fit.RefusedImage;
import org.patchbank.reference.VersionGrowth.AddedImage;
import org.patchbank.reference.VersionInfo.BankInfo;
import org.patchbank.reference.VersionInfo.CalibrationInfo;
import org.patchbank.reference.VersionInfo.Failure;
import org.patchbank.reference.VersionInfo.ModelInfo;
import org.patchbank.reference.VersionInfo.Progress;
import org.patchbank.scoring.Screening;

/** Makes what others see of versions. */
final class VersionViews {
    private VersionViews() {}

    static VersionSummary summary(Version version, ReferenceSet set) {
        return new VersionSummary(
                version.id,
                set.id,
                set.name,
                set.factory,
                Optional.ofNullable(set.line),
                set.images,
                set.product,
                version.number,
                version.state);
    }

    static VersionInfo info(Version version, ReferenceSet set) {
        boolean ready = version.state == VersionState.READY;
        List<VersionImage> images = ready ? VersionImage.of(version.id) : List.of();
        return new VersionInfo(
                version.id,
                set.id,
                set.name,
                set.factory,
                set.product,
                version.number,
                version.state,
                progress(version),
                SpecJson.tree(version.spec),
                ready ? images.size() : VersionImage.count("versionId", version.id),
                refused(images),
                Optional.ofNullable(version.grownFrom).map(from -> growth(version, from)),
                ready ? Optional.of(model(version)) : Optional.empty(),
                ready ? Optional.of(calibration(images)) : Optional.empty(),
                ready
                        ? Optional.of(new FitSeconds(
                                version.secondsFeatures, version.secondsCoreset, version.secondsCalibration))
                        : Optional.empty(),
                failure(version),
                Optional.ofNullable(version.damage)
                        .map(detail ->
                                new Failure(ReferenceError.BANK_DAMAGED.code(), detail, ReferenceError.DAMAGE_REMEDY)),
                version.createdAt,
                Optional.ofNullable(version.readyAt));
    }

    private static ModelInfo model(Version version) {
        return new ModelInfo(
                SpecJson.tree(version.spec).at("/model/type").asText(),
                version.stateHash,
                version.stateBytes,
                version.embeddings,
                version.coveringRadius == null ? OptionalDouble.empty() : OptionalDouble.of(version.coveringRadius),
                VersionBank.of(version.id).stream()
                        .map(bank -> new BankInfo(bank.name, bank.size, bank.dimension, bank.hash))
                        .toList());
    }

    private static VersionGrowth growth(Version version, UUID from) {
        List<VersionImage> images = VersionImage.of(version.id);
        boolean ready = version.state == VersionState.READY;
        return new VersionGrowth(
                Version.<Version>findById(from).number,
                images.stream()
                        .filter(image -> !image.known)
                        .map(image -> new AddedImage(
                                image.image.id, image.image.name, Optional.ofNullable(image.image.inspectionId)))
                        .toList(),
                ready ? OptionalInt.of(rows(version.id) - rows(from)) : OptionalInt.empty(),
                ready
                        ? OptionalInt.of((int) images.stream()
                                .filter(image -> image.known && image.score != null)
                                .count())
                        : OptionalInt.empty());
    }

    private static int rows(UUID version) {
        return VersionBank.of(version).stream().mapToInt(bank -> bank.size).sum();
    }

    static Optional<Failure> failure(Version version) {
        return version.state == VersionState.FAILED
                ? Optional.of(new Failure(version.failureCode, version.failureDetail, version.failureRemedy))
                : Optional.empty();
    }

    static Progress progress(Version version) {
        Optional<Failure> waits = version.state == VersionState.BUILDING
                ? Optional.ofNullable(version.waitsCode)
                        .map(code -> new Failure(code, version.waitsDetail, version.waitsRemedy))
                : Optional.empty();
        if (version.state != VersionState.BUILDING || version.stage == null) {
            double fraction = version.state == VersionState.READY ? 1 : 0;
            return new Progress(version.state.label(), 0, 0, fraction, waits);
        }
        BuildStage stage = BuildStage.valueOf(version.stage);
        return new Progress(
                stage.label(), version.done, version.total, stage.fraction(version.done, version.total), waits);
    }

    private static List<RefusedImage> refused(List<VersionImage> images) {
        return images.stream()
                .filter(image -> image.refusalCode != null)
                .map(image ->
                        new RefusedImage(image.image.name, image.refusalCode, image.refusalDetail, image.refusalRemedy))
                .toList();
    }

    private static CalibrationInfo calibration(List<VersionImage> images) {
        List<VersionImage> calibrated = calibrated(images);
        List<ImageScore> scores = calibrated.stream()
                .map(image -> new ImageScore(image.image.name, image.score))
                .toList();
        List<ImageScore> suspects =
                Screening.suspects(
                                scores.stream().mapToDouble(ImageScore::score).toArray())
                        .stream()
                        .map(scores::get)
                        .toList();
        // With cross-calibration every image has a score; where some have none, those that have one were held out.
        List<String> heldOut = calibrated.size() == learned(images).size()
                ? List.of()
                : scores.stream().map(ImageScore::name).toList();
        return new CalibrationInfo(scores.size(), heldOut, suspects);
    }

    /** The images that thresholds follow from, in the order that the build counts them. */
    static List<VersionImage> calibrated(List<VersionImage> images) {
        return learned(images).stream().filter(image -> image.score != null).toList();
    }

    /** The images that were used, in the order that the build counts them. */
    static List<VersionImage> learned(List<VersionImage> images) {
        return images.stream()
                .filter(image -> Objects.nonNull(image.learned))
                .sorted(Comparator.comparing(image -> image.learned))
                .toList();
    }
}
