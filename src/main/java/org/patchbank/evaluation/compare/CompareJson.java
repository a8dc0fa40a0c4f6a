package org.patchbank.evaluation.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbank.evaluation.compare.SpecComparison.Failed;
import org.patchbank.evaluation.compare.SpecComparison.Tried;
import org.patchbank.evaluation.trial.TrialResult;
import org.patchbank.pipeline.spec.DetectorSpecs;

/** A comparison as JSON. */
final class CompareJson {
    private CompareJson() {}

    static ObjectNode write(SpecComparison comparison, Recommendation recommendation, List<StorageCost> costs) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(
                "dataset",
                comparison.tried().get(0).result().plan().dataset().root().toString());
        json.put("synthetic", comparison.synthetic());
        ArrayNode specs = json.putArray("specs");
        comparison.tried().forEach(tried -> specs.add(tried(tried, comparison.synthetic())));
        ArrayNode failed = json.putArray("failed");
        for (Failed one : comparison.failed()) {
            failed.addObject()
                    .put("name", one.name())
                    .put("code", one.reason().code().code())
                    .put("detail", one.reason().getMessage())
                    .put("remedy", one.reason().remedy());
        }
        ArrayNode storage = json.putArray("storage");
        for (StorageCost cost : costs) {
            storage.addObject()
                    .put("name", cost.name())
                    .put("storage", cost.storage())
                    .put("against", cost.plain())
                    .put("bytes_share", cost.bytes())
                    .put("image_auroc_difference", cost.auroc());
        }
        json.putObject("recommendation")
                .put("name", recommendation.name())
                .put("reason", recommendation.reason())
                .put("trust", recommendation.trust());
        json.putObject("seconds")
                .put("features", comparison.seconds().features())
                .put("fits", comparison.fitSeconds())
                .put("scorings", comparison.scoringSeconds())
                .put("figures", comparison.seconds().figures())
                .put("total", comparison.seconds().total())
                .put("features_ratio", comparison.featuresRatio());
        return json;
    }

    private static ObjectNode tried(Tried tried, boolean synthetic) {
        TrialResult result = tried.result();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", tried.name());
        json.put(
                "image_auroc",
                result.imageMetrics().map(metrics -> metrics.auroc()).orElse(null));
        json.put(
                "pixel_auroc",
                result.pixelMetrics().map(metrics -> metrics.auroc()).orElse(null));
        json.put("aupro", result.pixelMetrics().map(metrics -> metrics.aupro()).orElse(null));
        json.put("overkill", result.overkill());
        json.put("escape", result.escape());
        json.put("synthetic", synthetic);
        json.put("threshold_deviation", tried.stability().relativeDeviation());
        json.put("p50_ms", result.latency().p50());
        json.put("backbone_p50_ms", result.latency().backboneP50());
        json.put("bank_bytes", result.state().size());
        json.put("bank_hash", result.bankHash());
        json.put("fit_seconds", tried.fitSeconds());
        json.put("scoring_seconds", tried.scoringSeconds());
        json.set("spec", DetectorSpecs.write(tried.spec().spec()));
        return json;
    }
}
