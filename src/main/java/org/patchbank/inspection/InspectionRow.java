package org.patchbank.inspection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Serving.Ready;
import org.patchbank.image.ImageQuality;
import org.patchbank.pipeline.engine.Examination;
import org.patchbank.platform.NodeId;
import org.patchbank.platform.StageTimes;
import org.patchbank.platform.TimeOrderedId;
import org.patchbank.serving.MapSettings;
import org.patchbank.serving.SearchMode;

/** Writes down what an examination found. */
final class InspectionRow {
    private InspectionRow() {}

    static InspectionEntity of(
            UUID id,
            InspectionRequest request,
            Ready serving,
            SearchMode search,
            Examination examination,
            String imageSha256,
            NodeId node,
            StageTimes times) {
        Deployment deployment = serving.deployment();
        InspectionEntity row = new InspectionEntity();
        row.id = id;
        row.factory = deployment.factory();
        row.node = node.value();
        row.ownStore = serving.bank().ownStore();
        row.product = request.product();
        row.line = request.line();
        row.serial = request.serial();
        row.batch = request.batch();
        row.deploymentId = deployment.id();
        row.revision = deployment.revision();
        row.referenceSet = deployment.referenceSet();
        row.version = deployment.version();
        row.decision = examination.decision();
        row.score = examination.score();
        row.reviewThreshold = deployment.rule().review().value();
        row.rejectThreshold = deployment.rule().reject().value();
        row.reviewExtrapolated = deployment.rule().review().extrapolated();
        row.rejectExtrapolated = deployment.rule().reject().extrapolated();
        row.mapLimit =
                examination.mapLimit().isPresent() ? examination.mapLimit().getAsDouble() : null;
        row.search = search;
        row.mapExact = examination.mapExact();
        row.regions = examination.regions().stream().map(RegionJson::of).toList();
        row.registration = examination.registration().wanted() ? RegistrationJson.of(examination.registration()) : null;
        row.timings = timings(times);
        row.patchScores = PatchScoresColumn.write(examination.patches());
        row.gridRows = examination.patches().grid().rows();
        row.gridColumns = examination.patches().grid().columns();
        MapSettings maps = serving.bank().maps();
        row.inputSize = maps.inputSize();
        row.tileSize = maps.tileSize().isPresent() ? maps.tileSize().getAsInt() : null;
        row.regionSha256 = maps.regionSha256();
        row.imageSha256 = imageSha256;
        row.imageWidth = examination.image().width();
        row.imageHeight = examination.image().height();
        ImageQuality quality = ImageQuality.of(examination.image());
        row.brightness = quality.brightness();
        row.contrast = quality.contrast();
        row.sharpness = quality.sharpness();
        row.takenAt = request.takenAt();
        row.receivedAt = TimeOrderedId.time(id);
        row.idempotencyKey = request.idempotencyKey();
        return row;
    }

    /** Milliseconds, to a microsecond, of the stages that ran. */
    static Map<String, Double> timings(StageTimes times) {
        Map<String, Double> timings = new LinkedHashMap<>();
        times.millis().forEach((stage, millis) -> timings.put(stage.label(), Math.round(millis * 1000) / 1000.0));
        return timings;
    }
}
