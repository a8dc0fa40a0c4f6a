package org.patchbank.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.reference.VersionGrowth;
import org.patchbank.reference.VersionInfo;

/** A reference version; what is not known yet is null. */
@Schema(name = "ReferenceVersion", example = """
                {"id": "019ab2c6-0d1e-7a43-9c55-0242ac120002", "reference_set": "tile-front",
                 "reference_set_id": "019ab2c5-7d1e-7a43-9c55-0242ac120002", "factory": "default", "product": "tile", "number": 1,
                 "state": "building", "progress": {"stage": "features", "done": 80, "total": 200, "fraction": 0.18, "waits": null},
                 "spec": {"backbone": "patchbank-student", "seed": 0}, "images": 200, "refused": [], "growth": null, "model": null, "bank": null,
                 "calibration": null, "seconds": null, "failure": null, "damage": null, "created_at": "2026-11-23T09:01:00Z",
                 "ready_at": null, "links": {"self": "/api/v1/reference-sets/tile-front/versions/1"}}""")
public record VersionDto(
        UUID id,
        @Schema(description = "The set's name") String referenceSet,
        UUID referenceSetId,

        @Schema(description = "The factory that the set belongs to")
        String factory,

        String product,
        int number,

        @Schema(enumeration = {"queued", "building", "ready", "failed", "cancelled"})
        String state,

        ProgressDto progress,

        @Schema(implementation = Object.class) JsonNode spec,

        @Schema(description = "How many images it is made of, those that were refused included")
        long images,

        List<RefusedDto> refused,
        GrowthDto growth,
        ModelDto model,
        BankDto bank,
        CalibrationDto calibration,
        SecondsDto seconds,
        FailureDto failure,

        @Schema(description = "What the daily look into the vector index has found missing of a ready version")
        FailureDto damage,

        Instant createdAt,
        Instant readyAt,
        Map<String, String> links) {

    /** How far a build has come. */
    @Schema(name = "BuildProgress")
    public record ProgressDto(
            @Schema(description = "features, coreset, calibration or store while it is built, else the state")
            String stage,

            long done,
            @Schema(description = "0 where it is not known") long total,

            @Schema(description = "Of the whole build, 0 to 1")
            double fraction,

            @Schema(
                    description =
                            "What is away or full that the build needs, while it waits for that; it goes on by itself")
            FailureDto waits) {}

    /** How it was grown. */
    @Schema(name = "VersionGrowth", description = "How a version was grown from an earlier one", example = """
                    {"from": 3, "added": [{"id": "019ab2c6-1c11-7a43-9c55-0242ac120002",
                     "name": "inspection-019ab2c6-1b22-7a43-9c55-0242ac120002", "inspection": "019ab2c6-1b22-7a43-9c55-0242ac120002",
                     "links": {"content": "/api/v1/reference-sets/tile-front/images/019ab2c6-1c11-7a43-9c55-0242ac120002/content",
                     "inspection": "/api/v1/inspections/019ab2c6-1b22-7a43-9c55-0242ac120002"}}],
                     "added_rows": 131, "kept_scores": 200}""")
    public record GrowthDto(
            @Schema(description = "Number of the version that it was grown from")
            int from,

            @Schema(description = "The images that were added, those that were refused included")
            List<AddedImageDto> added,

            @Schema(description = "How many rows of them the bank has; null until it is ready")
            Integer addedRows,

            @Schema(
                    description =
                            "How many of the scores that thresholds follow from are the earlier version's. They are upper"
                                    + " bounds, so limits reject no more good parts than they say; null until it is ready")
            Integer keptScores) {}

    /** An image that a version was grown by. */
    @Schema(name = "AddedImage")
    public record AddedImageDto(
            UUID id,
            String name,

            @Schema(description = "The inspection that the image was taken from; null where it was uploaded")
            UUID inspection,

            Map<String, String> links) {
        static AddedImageDto of(VersionInfo version, VersionGrowth.AddedImage image) {
            String content = ReferenceSetDto.PATH + version.referenceSetId() + "/images/" + image.id() + "/content";
            return new AddedImageDto(
                    image.id(),
                    image.name(),
                    image.inspection().orElse(null),
                    image.inspection()
                            .map(from -> Map.of("content", content, "inspection", ImageDto.INSPECTIONS + from))
                            .orElseGet(() -> Map.of("content", content)));
        }
    }

    /** What was learned. */
    @Schema(name = "Model", description = "What a version learned", example = """
                    {"type": "memory-bank", "hash": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
                     "bytes": 24084480, "embeddings": 156800, "covering_radius": 3.92, "banks": [{"name": "", "size": 15680, "dimension": 384,
                     "hash": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"}]}""")
    public record ModelDto(
            @Schema(description = "As the spec names it") String type,

            @Schema(description = "Of all that was learned; equal hashes mean equal scores")
            String hash,

            @Schema(description = "Of all that was learned: banks and numbers")
            long bytes,

            @Schema(description = "How many embeddings it was learned from")
            long embeddings,

            @Schema(
                    description =
                            "The largest distance of a learned embedding to the bank, to which it is grown; null where it"
                                    + " cannot be grown, or nobody has measured it yet")
            Double coveringRadius,

            @Schema(description = "Empty where the model is made of numbers alone")
            List<NamedBankDto> banks) {}

    /** One of the banks of a model. */
    @Schema(name = "NamedBank")
    public record NamedBankDto(
            @Schema(description = "As the model calls it; empty where the bank is the whole model")
            String name,

            int size,
            int dimension,
            String hash) {}

    /** What is searched, where the model is one bank. */
    @Schema(name = "Bank")
    public record BankDto(
            int size,
            int dimension,

            @Schema(description = "Equal hashes mean equal scores")
            String hash,

            @Schema(description = "How many embeddings the bank was chosen from")
            long embeddings) {}

    /** What good images score that the bank has not seen. */
    @Schema(name = "VersionCalibration")
    public record CalibrationDto(
            @Schema(description = "How many images thresholds follow from")
            int images,

            @Schema(
                    description =
                            "Names of those that were held out of the bank (calibration.method held_out in the spec);"
                                    + " empty with cross-calibration, which takes all")
            List<String> heldOut,

            @Schema(description = "Good images far unlike the others, which may hide a defect; look at them first")
            List<SuspectDto> suspects) {}

    /** A good image that may hide a defect. */
    @Schema(name = "Suspect")
    public record SuspectDto(String name, double score) {}

    /** Wall-clock seconds of each stage of the build. */
    @Schema(name = "FitSeconds")
    public record SecondsDto(double features, double coreset, double calibration, double fitTotal) {}

    /** Why the build failed or waits. */
    @Schema(name = "BuildFailure")
    public record FailureDto(String code, String detail, String remedy) {}

    static String path(VersionInfo version) {
        return ReferenceSetDto.PATH + version.referenceSetId() + "/versions/" + version.number();
    }

    static VersionDto of(VersionInfo version) {
        VersionInfo.Progress progress = version.progress();
        return new VersionDto(
                version.id(),
                version.referenceSet(),
                version.referenceSetId(),
                version.factory(),
                version.product(),
                version.number(),
                version.state().label(),
                new ProgressDto(
                        progress.stage(),
                        progress.done(),
                        progress.total(),
                        progress.fraction(),
                        progress.waits().map(VersionDto::failure).orElse(null)),
                version.spec(),
                version.images(),
                version.refused().stream()
                        .map(image -> new RefusedDto(image.name(), image.code(), image.reason(), image.remedy()))
                        .toList(),
                version.growth().map(growth -> growth(version, growth)).orElse(null),
                version.model().map(VersionDto::model).orElse(null),
                version.model().flatMap(VersionDto::bank).orElse(null),
                version.calibration().map(VersionDto::calibration).orElse(null),
                version.seconds()
                        .map(s -> new SecondsDto(s.features(), s.coreset(), s.calibration(), s.total()))
                        .orElse(null),
                version.failure().map(VersionDto::failure).orElse(null),
                version.damage().map(VersionDto::failure).orElse(null),
                version.createdAt(),
                version.readyAt().orElse(null),
                links(version));
    }

    private static FailureDto failure(VersionInfo.Failure failure) {
        return new FailureDto(failure.code(), failure.detail(), failure.remedy());
    }

    private static GrowthDto growth(VersionInfo version, VersionGrowth growth) {
        return new GrowthDto(
                growth.from(),
                growth.added().stream()
                        .map(image -> AddedImageDto.of(version, image))
                        .toList(),
                growth.addedRows().isPresent() ? growth.addedRows().getAsInt() : null,
                growth.keptScores().isPresent() ? growth.keptScores().getAsInt() : null);
    }

    private static ModelDto model(VersionInfo.ModelInfo model) {
        return new ModelDto(
                model.type(),
                model.hash(),
                model.bytes(),
                model.embeddings(),
                model.coveringRadius().isPresent() ? model.coveringRadius().getAsDouble() : null,
                model.banks().stream()
                        .map(bank -> new NamedBankDto(bank.name(), bank.size(), bank.dimension(), bank.hash()))
                        .toList());
    }

    private static Optional<BankDto> bank(VersionInfo.ModelInfo model) {
        return model.bank().map(bank -> new BankDto(bank.size(), bank.dimension(), bank.hash(), model.embeddings()));
    }

    private static CalibrationDto calibration(VersionInfo.CalibrationInfo calibration) {
        return new CalibrationDto(
                calibration.images(),
                calibration.heldOut(),
                calibration.suspects().stream()
                        .map(suspect -> new SuspectDto(suspect.name(), suspect.score()))
                        .toList());
    }

    private static Map<String, String> links(VersionInfo version) {
        String self = path(version);
        return version.state().ended()
                ? Map.of("self", self)
                : Map.of("self", self, "events", self + "/events", "cancel", self + "/cancel");
    }
}
