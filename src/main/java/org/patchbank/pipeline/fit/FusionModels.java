package org.patchbank.pipeline.fit;

import java.util.List;
import java.util.stream.Collectors;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.MappedModel;
import org.patchbank.detector.scale.CoarseToFine;
import org.patchbank.detector.scale.IndependentScales;
import org.patchbank.detector.scale.NearestImages;
import org.patchbank.detector.scale.WeightedLayers;
import org.patchbank.embedding.Segment;
import org.patchbank.pipeline.spec.FusionSpec;
import org.patchbank.pipeline.spec.FusionSpec.Concatenate;
import org.patchbank.pipeline.spec.FusionSpec.Independent;
import org.patchbank.pipeline.spec.FusionSpec.Nearest;
import org.patchbank.pipeline.spec.FusionSpec.Suspicious;
import org.patchbank.platform.PatchbankException;

/** Puts a model to the layers as a spec's fusion says. */
final class FusionModels {
    private FusionModels() {}

    /** @throws PatchbankException if the fusion does not fit the layers that the backbone gives */
    static DetectorModel of(FusionSpec fusion, DetectorModel model, List<Segment> segments, long seed) {
        if (fusion instanceof Independent independent) {
            requireSeveral(segments);
            requireWeights(segments, independent.combination().weights());
            return new IndependentScales(model, segments, independent.combination(), independent.scale(), seed);
        }
        if (fusion instanceof Suspicious suspicious) {
            requireSeveral(segments);
            requireWeights(segments, suspicious.combination().weights());
            int coarse = suspicious.coarse().isEmpty() ? segments.size() - 1 : number(suspicious.coarse(), segments);
            return new CoarseToFine(
                    model, segments, coarse, suspicious.focus(), suspicious.combination(), suspicious.scale(), seed);
        }
        if (fusion instanceof Nearest nearest) {
            Segment whole =
                    new Segment("all", 0, segments.get(segments.size() - 1).to());
            Segment pooled = nearest.coarse().isEmpty() ? whole : segments.get(number(nearest.coarse(), segments));
            return new NearestImages(model, pooled, nearest.images());
        }
        if (fusion instanceof Concatenate concatenate && !concatenate.weights().isEmpty()) {
            requireWeights(segments, concatenate.weights());
            return new MappedModel(model, new WeightedLayers(segments, concatenate.weights()));
        }
        return model;
    }

    private static int number(String name, List<Segment> segments) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).name().equals(name)) {
                return i;
            }
        }
        throw FitErrorCode.LAYERS_UNFIT.error(
                "The fusion's coarse layer \"%s\" is none of the embedding's".formatted(name),
                "Choose one of " + names(segments) + ".");
    }

    private static void requireSeveral(List<Segment> segments) {
        if (segments.size() < 2) {
            throw FitErrorCode.LAYERS_UNFIT.error(
                    "Layers cannot be compared with each other where there is one: " + names(segments),
                    "Give at least two layers or input sizes, or fusion: concatenate.");
        }
    }

    private static void requireWeights(List<Segment> segments, List<Double> weights) {
        if (!weights.isEmpty() && weights.size() != segments.size()) {
            throw FitErrorCode.LAYERS_UNFIT.error(
                    "The fusion has %d weights for %d layers".formatted(weights.size(), segments.size()),
                    "Give one weight for each of " + names(segments) + ".");
        }
    }

    private static String names(List<Segment> segments) {
        return segments.stream().map(Segment::name).collect(Collectors.joining(", "));
    }
}
