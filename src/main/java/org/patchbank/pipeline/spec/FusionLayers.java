package org.patchbank.pipeline.spec;

import static java.util.Objects.requireNonNullElse;
import static org.patchbank.pipeline.spec.SpecErrorCode.LAYERS_UNFIT;
import static org.patchbank.pipeline.spec.SpecErrorCode.SPEC_CONTRADICTION;
import static org.patchbank.pipeline.spec.SpecErrorCode.SPEC_VALUE_INVALID;

import java.util.List;
import java.util.stream.Collectors;
import org.patchbank.detector.scale.ScaleCombination.Rule;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.Segment;

/** What fusions ask of layers and their weights: by the spec alone, and again by the layers that the backbone gives. */
final class FusionLayers {
    private static final String SEVERAL = "Give at least two layers or input sizes, or fusion: concatenate.";

    private FusionLayers() {}

    static void checkWeights(List<Double> weights) {
        SPEC_VALUE_INVALID.throwIf(
                !weights.isEmpty() && weights.stream().allMatch(weight -> weight == 0),
                "The weights of the fusion are all 0",
                "Give at least one layer a weight above 0.");
    }

    /** The default layers are known to the backbone alone; then {@link #requireWeights} checks. */
    static void checkWeights(List<Double> weights, EmbeddingSpec embedding) {
        int layers = layers(embedding);
        SPEC_CONTRADICTION.throwIf(
                layers > 0 && !weights.isEmpty() && weights.size() != layers,
                "The fusion has %d weights for %d layers".formatted(weights.size(), layers),
                "Give one weight a layer, in the layers' order.");
    }

    static void checkSeveral(EmbeddingSpec embedding) {
        SPEC_CONTRADICTION.throwIf(
                layers(embedding) == 1, "One layer cannot be compared with others: " + embedding.layers(), SEVERAL);
    }

    /** Layers of all input sizes; 0 where the backbone decides. */
    private static int layers(EmbeddingSpec embedding) {
        boolean all = embedding.layers().contains("all");
        return all ? 0 : embedding.layers().size() * embedding.inputSizes().size();
    }

    static void requireSeveral(List<Segment> segments) {
        LAYERS_UNFIT.throwIf(
                segments.size() < 2, "One layer cannot be compared with others: " + names(segments), SEVERAL);
    }

    static void requireWeights(List<Double> weights, List<Segment> segments) {
        LAYERS_UNFIT.throwIf(
                !weights.isEmpty() && weights.size() != segments.size(),
                "The fusion has %d weights for %d layers".formatted(weights.size(), segments.size()),
                "Give one weight for each of " + names(segments) + ".");
    }

    static int number(String coarse, List<Segment> segments) {
        int number = segments.stream().map(Segment::name).toList().indexOf(coarse);
        LAYERS_UNFIT.throwIf(
                number < 0,
                "The fusion's coarse layer \"%s\" is none of the embedding's".formatted(coarse),
                "Choose one of " + names(segments) + ".");
        return number;
    }

    private static String names(List<Segment> segments) {
        return segments.stream().map(Segment::name).collect(Collectors.joining(", "));
    }

    /** Weights are asked for by giving them. */
    static Rule rule(Rule given, List<Double> weights, Rule byDefault) {
        return requireNonNullElse(given, weights.isEmpty() ? byDefault : Rule.WEIGHTED);
    }

    static void checkWeights(Rule rule, List<Double> weights) {
        checkWeights(weights);
        SPEC_CONTRADICTION.throwIf(
                (rule == Rule.WEIGHTED) == weights.isEmpty(),
                weights.isEmpty()
                        ? "A weighted fusion has no weights"
                        : "Weights are of no use to a fusion by " + SpecMapper.name(rule),
                "Give fusion.weights, one number a layer, with combine: weighted; or leave them out.");
    }
}
