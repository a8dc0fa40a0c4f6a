package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbank.detector.scale.CoarseToFine.Focus;
import org.patchbank.detector.scale.Combination;
import org.patchbank.detector.scale.Combination.Rule;
import org.patchbank.detector.scale.CommonScale;
import org.patchbank.pipeline.spec.FusionSpec.Concatenate;
import org.patchbank.pipeline.spec.FusionSpec.Independent;
import org.patchbank.pipeline.spec.FusionSpec.Nearest;
import org.patchbank.pipeline.spec.FusionSpec.Suspicious;

/** Reads and writes a spec's {@code fusion}: a name, or a {@code type} with fields of its own. */
final class FusionReader {
    private static final double SHARE = 0.1;
    private static final int RADIUS = 1;
    private static final int IMAGES = 50;

    private enum Type {
        CONCATENATE,
        INDEPENDENT,
        HIERARCHICAL
    }

    /** What a hierarchical comparison goes by. */
    private enum By {
        PATCHES,
        IMAGES
    }

    private FusionReader() {}

    /** @param node missing for the default, a text for a type whose fields are all defaults, or fields */
    static FusionSpec read(JsonNode node) {
        Typed<Type> typed = Typed.read(node, "fusion", Type.CONCATENATE, Type.values());
        return switch (typed.type()) {
            case CONCATENATE -> typed.with(List.of("weights"), fields -> new Concatenate(weights(fields)));
            case INDEPENDENT ->
                typed.with(
                        List.of("combine", "weights", "scale"),
                        fields -> new Independent(combination(fields, Rule.MEAN), scale(fields)));
            case HIERARCHICAL ->
                typed.with(
                        List.of("by", "coarse", "share", "radius", "combine", "weights", "scale", "images"),
                        FusionReader::hierarchical);
        };
    }

    private static FusionSpec hierarchical(SpecNode fields) {
        String coarse = fields.text("coarse", "");
        if (fields.choice("by", By.PATCHES, By.values()) == By.IMAGES) {
            refuse(fields, "by images", List.of("share", "radius", "combine", "weights", "scale"));
            return new Nearest(coarse, fields.integer("images", IMAGES, 1, 1_000_000));
        }
        refuse(fields, "by patches", List.of("images"));
        Focus focus = new Focus(fields.share("share", SHARE), fields.integer("radius", RADIUS, 0, 64));
        return new Suspicious(coarse, focus, combination(fields, Rule.MAX), scale(fields));
    }

    private static void refuse(SpecNode fields, String how, List<String> names) {
        for (String name : names) {
            if (!fields.child(name).isMissingNode()) {
                throw SpecErrorCode.SPEC_CONTRADICTION.error(
                        "A hierarchical fusion %s has no \"%s\"".formatted(how, name),
                        "Leave it out, or change fusion.by.");
            }
        }
    }

    private static Combination combination(SpecNode fields, Rule byDefault) {
        List<Double> weights = weights(fields);
        Rule rule = fields.choice("combine", weights.isEmpty() ? byDefault : Rule.WEIGHTED, Rule.values());
        if ((rule == Rule.WEIGHTED) == weights.isEmpty()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    weights.isEmpty()
                            ? "A weighted fusion has no weights"
                            : "Weights are of no use to a fusion by " + SpecNode.name(rule),
                    "Give fusion.weights, one number a layer, with combine: weighted; or leave them out.");
        }
        return new Combination(rule, weights);
    }

    private static List<Double> weights(SpecNode fields) {
        List<Double> weights = fields.numbers("weights", 0, 1_000_000);
        if (!weights.isEmpty() && weights.stream().allMatch(weight -> weight == 0)) {
            throw SpecErrorCode.SPEC_VALUE_INVALID.error(
                    "The weights of the fusion are all 0", "Give at least one layer a weight above 0.");
        }
        return weights;
    }

    private static CommonScale.Kind scale(SpecNode fields) {
        return fields.choice("scale", CommonScale.Kind.QUANTILE, CommonScale.Kind.values());
    }

    static JsonNode write(FusionSpec fusion) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (fusion instanceof Independent independent) {
            type(node, Type.INDEPENDENT);
            write(independent.combination(), independent.scale(), node);
        } else if (fusion instanceof Suspicious suspicious) {
            type(node, Type.HIERARCHICAL).put("by", SpecNode.name(By.PATCHES));
            writeCoarse(suspicious.coarse(), node);
            node.put("share", suspicious.focus().share())
                    .put("radius", suspicious.focus().radius());
            write(suspicious.combination(), suspicious.scale(), node);
        } else if (fusion instanceof Nearest nearest) {
            type(node, Type.HIERARCHICAL).put("by", SpecNode.name(By.IMAGES));
            writeCoarse(nearest.coarse(), node);
            node.put("images", nearest.images());
        } else if (fusion instanceof Concatenate concatenate
                && !concatenate.weights().isEmpty()) {
            concatenate.weights().forEach(type(node, Type.CONCATENATE).putArray("weights")::add);
        } else {
            return JsonNodeFactory.instance.textNode(SpecNode.name(Type.CONCATENATE));
        }
        return node;
    }

    private static void writeCoarse(String coarse, ObjectNode node) {
        if (!coarse.isEmpty()) {
            node.put("coarse", coarse);
        }
    }

    private static void write(Combination combination, CommonScale.Kind scale, ObjectNode node) {
        node.put("combine", SpecNode.name(combination.rule()));
        if (!combination.weights().isEmpty()) {
            combination.weights().forEach(node.putArray("weights")::add);
        }
        node.put("scale", SpecNode.name(scale));
    }

    private static ObjectNode type(ObjectNode node, Type type) {
        return node.put("type", SpecNode.name(type));
    }
}
