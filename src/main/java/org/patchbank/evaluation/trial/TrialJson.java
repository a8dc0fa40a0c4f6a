package org.patchbank.evaluation.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import org.patchbank.evaluation.metrics.ImageMetrics;
import org.patchbank.evaluation.metrics.PixelMetrics;
import org.patchbank.pipeline.fit.Fit.FitSeconds;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.Threshold;

/** A trial's result for programs to read: every key always there, null where there is no figure. */
public final class TrialJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TrialJson() {}

    public static ObjectNode write(TrialResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("dataset", result.plan().dataset().root().toString());
        metrics(json, result);
        json.set("threshold", threshold(result.threshold()));
        json.put("overkill", result.overkill());
        json.put("escape", result.escape());
        json.put("overkill_images", result.overkillImages());
        json.put("escape_images", result.escapeImages());
        json.set("per_defect", perDefect(result));
        counts(json, result);
        json.set("spec", DetectorSpecs.write(result.plan().spec()));
        json.set("seconds", seconds(result.fit().seconds()));
        json.set("inspect_ms", latency(result.latency()));
        put(json, "peak_rss_mb", result.peakMegabytes());
        put(json, "fit_peak_rss_mb", result.fitPeakMegabytes());
        json.put("threads", result.plan().threads());
        json.set("suspects", strings(result.suspects()));
        json.set("warnings", strings(result.warnings()));
        json.set("refused", MAPPER.valueToTree(result.refused()));
        return json;
    }

    private static void metrics(ObjectNode json, TrialResult result) {
        ImageMetrics image = result.imageMetrics().orElse(null);
        json.put("image_auroc", image == null ? null : image.auroc());
        json.put("image_average_precision", image == null ? null : image.averagePrecision());
        json.put("f1_max", image == null ? null : image.f1Max());
        json.put("f1_max_threshold", image == null ? null : image.f1MaxThreshold());
        PixelMetrics pixel = result.pixelMetrics().orElse(null);
        json.put("pixel_auroc", pixel == null ? null : pixel.auroc());
        json.put("pixel_average_precision", pixel == null ? null : pixel.averagePrecision());
        json.put("aupro", pixel == null ? null : pixel.aupro());
    }

    private static ObjectNode threshold(Threshold threshold) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("value", threshold.value());
        json.put("method", threshold.method().label());
        json.put("false_reject_wanted", threshold.falseRejectWanted());
        json.put("false_reject_promised", threshold.falseRejectPromised());
        json.putArray("interval90").add(threshold.low()).add(threshold.high());
        json.put("calibration_images", threshold.calibrationImages());
        json.put("extrapolated", threshold.extrapolated());
        Calibration.advice(threshold).ifPresent(advice -> json.put("advice", advice));
        return json;
    }

    private static ObjectNode perDefect(TrialResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        result.perDefect()
                .forEach((defect, figures) -> json.putObject(defect)
                        .put("images", figures.images())
                        .put("image_auroc", figures.imageAuroc())
                        .put("detected", figures.detected()));
        return json;
    }

    private static void counts(ObjectNode json, TrialResult result) {
        json.put("train_images", result.fit().images().size());
        json.set("held_out", strings(result.fit().heldOut()));
        json.put("test_images", result.images().size());
        json.put("embeddings", result.fit().embeddings());
        json.put("dimensions", result.fit().dimension());
        json.put("bank_size", result.state().bankRows());
        json.put("bank_bytes", result.state().size());
        json.put("bank_hash", result.bankHash());
    }

    private static ObjectNode seconds(FitSeconds seconds) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("features", seconds.features())
                .put("coreset", seconds.coreset())
                .put("calibration", seconds.calibration())
                .put("fit_total", seconds.total());
    }

    private static ObjectNode latency(Latency latency) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("p50", latency.p50())
                .put("p95", latency.p95())
                .put("p99", latency.p99())
                .put("backbone_p50", latency.backboneP50())
                .put("search_p50", latency.searchP50())
                .put("answer_p50", latency.answerP50())
                .put("answer_p99", latency.answerP99());
    }

    private static void put(ObjectNode json, String key, OptionalDouble value) {
        json.put(key, value.isPresent() ? Double.valueOf(value.getAsDouble()) : null);
    }

    private static ArrayNode strings(List<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
