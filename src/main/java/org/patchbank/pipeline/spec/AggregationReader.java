package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.patchbank.scoring.Aggregation;
import org.patchbank.scoring.AnomalousArea;
import org.patchbank.scoring.MaskMean;
import org.patchbank.scoring.Maximum;
import org.patchbank.scoring.Mean;
import org.patchbank.scoring.Quantile;
import org.patchbank.scoring.SoftmaxMean;
import org.patchbank.scoring.TopMean;

/** Reads and writes a spec's {@code aggregation}: a name, or a {@code type} with fields of its own. */
final class AggregationReader {
    private static final double TOP_SHARE = 0.02;
    private static final double LEVEL = 0.99;
    private static final double TEMPERATURE = 1;
    private static final double PIXEL_RATE = 0.005;

    private enum Type {
        MAX,
        MEAN,
        TOP_MEAN,
        WEIGHTED_MEAN,
        AREA,
        LARGEST_AREA,
        QUANTILE
    }

    private AggregationReader() {}

    /** @param node missing for the default, a text for a type whose fields are all defaults, or fields */
    static Aggregation read(JsonNode node) {
        Typed<Type> typed = Typed.read(node, "aggregation", Type.MAX, Type.values());
        return switch (typed.type()) {
            case MAX -> typed.with(List.of(), fields -> Aggregation.MAX);
            case MEAN -> typed.with(List.of(), fields -> new Mean());
            case TOP_MEAN -> typed.with(List.of("count", "share"), AggregationReader::topMean);
            case WEIGHTED_MEAN -> typed.with(List.of("temperature", "weights"), AggregationReader::weightedMean);
            case AREA -> typed.with(List.of("pixel_rate"), fields -> area(fields, false));
            case LARGEST_AREA -> typed.with(List.of("pixel_rate"), fields -> area(fields, true));
            case QUANTILE ->
                typed.with(List.of("level"), fields -> new Quantile(fields.number("level", LEVEL, 0.001, 1)));
        };
    }

    private static Aggregation topMean(SpecNode fields) {
        OptionalInt count = fields.optionalInteger("count", 1, 1_000_000);
        if (count.isPresent() && !fields.child("share").isMissingNode()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "The mean of the top patches has both a count and a share", "Leave one of them out.");
        }
        return count.isPresent()
                ? TopMean.ofCount(count.getAsInt())
                : new TopMean(OptionalInt.empty(), OptionalDouble.of(fields.share("share", TOP_SHARE)));
    }

    private static Aggregation weightedMean(SpecNode fields) {
        boolean masked = !fields.child("weights").isMissingNode();
        if (masked && !fields.child("temperature").isMissingNode()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "The weighted mean has both a temperature and weights",
                    "Give the temperature to weigh patches by their scores, or the weights to weigh them by their place.");
        }
        return masked
                ? new MaskMean(WeightMaskReader.read(fields, "weights"))
                : new SoftmaxMean(fields.number("temperature", TEMPERATURE, 0.001, 1000));
    }

    private static Aggregation area(SpecNode fields, boolean largest) {
        return new AnomalousArea(fields.number("pixel_rate", PIXEL_RATE, 0.000001, 0.5), largest);
    }

    static JsonNode write(Aggregation aggregation) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (aggregation instanceof Maximum) {
            return JsonNodeFactory.instance.textNode(SpecNode.name(Type.MAX));
        } else if (aggregation instanceof Mean) {
            return JsonNodeFactory.instance.textNode(SpecNode.name(Type.MEAN));
        } else if (aggregation instanceof TopMean top) {
            type(node, Type.TOP_MEAN);
            top.count().ifPresent(count -> node.put("count", count));
            top.share().ifPresent(share -> node.put("share", share));
        } else if (aggregation instanceof SoftmaxMean softmax) {
            type(node, Type.WEIGHTED_MEAN).put("temperature", softmax.temperature());
        } else if (aggregation instanceof MaskMean masked) {
            type(node, Type.WEIGHTED_MEAN).set("weights", WeightMaskReader.write(masked.mask()));
        } else if (aggregation instanceof AnomalousArea area) {
            type(node, area.largest() ? Type.LARGEST_AREA : Type.AREA).put("pixel_rate", area.pixelRate());
        } else if (aggregation instanceof Quantile quantile) {
            type(node, Type.QUANTILE).put("level", quantile.level());
        }
        return node;
    }

    private static ObjectNode type(ObjectNode node, Type type) {
        return node.put("type", SpecNode.name(type));
    }
}
