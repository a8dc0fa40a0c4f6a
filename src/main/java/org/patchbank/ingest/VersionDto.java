package org.patchbank.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.patchbank.reference.VersionInfo;

/** A reference version; what is not known yet is null. */
@Schema(name = "ReferenceVersion", example = """
                {"id": "019ab2c6-0d1e-7a43-9c55-0242ac120002", "reference_set": "tile-front",
                 "reference_set_id": "019ab2c5-7d1e-7a43-9c55-0242ac120002", "product": "tile", "number": 1,
                 "state": "building", "progress": {"stage": "features", "done": 80, "total": 200, "fraction": 0.18},
                 "spec": {"backbone": "patchbank-student", "seed": 0}, "images": 200, "refused": [], "bank": null,
                 "calibration": null, "seconds": null, "failure": null, "created_at": "2026-11-23T09:01:00Z",
                 "ready_at": null, "links": {"self": "/api/v1/reference-sets/tile-front/versions/1"}}""")
public record VersionDto(
        UUID id,
        @Schema(description = "The set's name") String referenceSet,
        UUID referenceSetId,
        String product,
        int number,

        @Schema(enumeration = {"queued", "building", "ready", "failed", "cancelled"})
        String state,

        ProgressDto progress,

        @Schema(implementation = Object.class) JsonNode spec,

        @Schema(description = "How many images it is made of, those that were refused included")
        long images,

        List<RefusedDto> refused,
        BankDto bank,
        CalibrationDto calibration,
        SecondsDto seconds,
        FailureDto failure,
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
            double fraction) {}

    /** What is searched. */
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
            int images,

            @Schema(description = "Good images far unlike the others, which may hide a defect; look at them first")
            List<SuspectDto> suspects) {}

    /** A good image that may hide a defect. */
    @Schema(name = "Suspect")
    public record SuspectDto(String name, double score) {}

    /** Wall-clock seconds of each stage of the build. */
    @Schema(name = "FitSeconds")
    public record SecondsDto(double features, double coreset, double calibration, double fitTotal) {}

    /** Why the build failed. */
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
                version.product(),
                version.number(),
                version.state().label(),
                new ProgressDto(progress.stage(), progress.done(), progress.total(), progress.fraction()),
                version.spec(),
                version.images(),
                version.refused().stream()
                        .map(image -> new RefusedDto(image.name(), image.code(), image.reason(), image.remedy()))
                        .toList(),
                version.bank()
                        .map(bank -> new BankDto(bank.size(), bank.dimension(), bank.hash(), bank.embeddings()))
                        .orElse(null),
                version.calibration().map(VersionDto::calibration).orElse(null),
                version.seconds()
                        .map(s -> new SecondsDto(s.features(), s.coreset(), s.calibration(), s.total()))
                        .orElse(null),
                version.failure()
                        .map(failure -> new FailureDto(failure.code(), failure.detail(), failure.remedy()))
                        .orElse(null),
                version.createdAt(),
                version.readyAt().orElse(null),
                links(version));
    }

    private static CalibrationDto calibration(VersionInfo.CalibrationInfo calibration) {
        return new CalibrationDto(
                calibration.images(),
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
