package org.patchbank.pipeline.spec;

import static java.util.Objects.requireNonNullElse;
import static org.patchbank.pipeline.spec.SpecErrorCode.SPEC_CONTRADICTION;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.MappedModel;
import org.patchbank.detector.bank.BankSelection;
import org.patchbank.detector.bank.BankStorage;
import org.patchbank.detector.scale.CoarseToFine;
import org.patchbank.detector.scale.CommonScale;
import org.patchbank.detector.scale.IndependentScales;
import org.patchbank.detector.scale.NearestImages;
import org.patchbank.detector.scale.ScaleCombination;
import org.patchbank.detector.scale.WeightedLayers;
import org.patchbank.embedding.Segment;

/** How the layers of an embedding are compared. {@code type} in a spec names the record by its {@code JsonTypeName}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface FusionSpec {
    /**
     * Puts a model to the layers.
     *
     * @param segments the channels of each layer
     * @param seed decides every random choice
     * @throws org.patchbank.platform.PatchbankException if the fusion does not fit the layers that the backbone gives
     */
    DetectorModel over(DetectorModel model, List<Segment> segments, long seed);

    /** @throws org.patchbank.platform.PatchbankException if the fusion contradicts other parts of its spec */
    void checkWith(DetectorSpec spec);

    /**
     * All channels side by side, as one vector (PatchCore, Roth et al. 2022, section 3.1).
     *
     * @param weights what each layer's channels are multiplied by, or empty; see {@link WeightedLayers}
     */
    @JsonTypeName("concatenate")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ConcatenateSpec(List<@DecimalMin("0") @DecimalMax("1000000") Double> weights)
            implements FusionSpec, Checked {
        public ConcatenateSpec {
            weights = List.copyOf(requireNonNullElse(weights, List.of()));
        }

        @Override
        public DetectorModel over(DetectorModel model, List<Segment> segments, long seed) {
            FusionLayers.requireWeights(weights, segments);
            return weights.isEmpty() ? model : new MappedModel(model, new WeightedLayers(segments, weights));
        }

        @Override
        public void check() {
            FusionLayers.checkWeights(weights);
        }

        @Override
        public void checkWith(DetectorSpec spec) {
            FusionLayers.checkWeights(weights, spec.embedding());
        }
    }

    /**
     * Each layer by a model of its own; see {@link IndependentScales}.
     *
     * @param weights one a layer for {@link ScaleCombination.Rule#WEIGHTED}, otherwise empty
     */
    @JsonTypeName("independent")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record IndependentSpec(
            ScaleCombination.Rule combine,
            List<@DecimalMin("0") @DecimalMax("1000000") Double> weights,
            CommonScale.Kind scale)
            implements FusionSpec, Checked {
        public IndependentSpec {
            weights = List.copyOf(requireNonNullElse(weights, List.of()));
            combine = FusionLayers.rule(combine, weights, ScaleCombination.Rule.MEAN);
            scale = requireNonNullElse(scale, CommonScale.Kind.QUANTILE);
        }

        @Override
        public DetectorModel over(DetectorModel model, List<Segment> segments, long seed) {
            FusionLayers.requireSeveral(segments);
            FusionLayers.requireWeights(weights, segments);
            return new IndependentScales(model, segments, new ScaleCombination(combine, weights), scale, seed);
        }

        @Override
        public void check() {
            FusionLayers.checkWeights(combine, weights);
        }

        @Override
        public void checkWith(DetectorSpec spec) {
            FusionLayers.checkSeveral(spec.embedding());
            FusionLayers.checkWeights(weights, spec.embedding());
        }
    }

    /**
     * Something coarse first, the rest where that says so: by patches see {@link CoarseToFine}, by images {@link NearestImages}.
     *
     * @param coarse name of the layer that is compared first; null for the last one by patches, for all layers by images
     * @param share of the patches that are suspicious; by patches alone, as {@code radius} to {@code scale}
     * @param radius cells around suspicious patches that finer layers look at too
     * @param weights one a layer for {@link ScaleCombination.Rule#WEIGHTED}, otherwise empty
     * @param images how many are nearest; by images alone
     */
    @JsonTypeName("hierarchical")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record HierarchicalSpec(
            By by,
            @Size(min = 1) String coarse,

            @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") Double share,

            @Min(0) @Max(64) Integer radius,
            ScaleCombination.Rule combine,
            List<@DecimalMin("0") @DecimalMax("1000000") Double> weights,
            CommonScale.Kind scale,
            @Min(1) @Max(1_000_000) Integer images)
            implements FusionSpec, Checked {
        /** What is compared first. */
        public enum By {
            PATCHES,
            IMAGES
        }

        public HierarchicalSpec {
            by = requireNonNullElse(by, By.PATCHES);
            boolean hasWeights = weights != null;
            weights = List.copyOf(requireNonNullElse(weights, List.of()));
            if (by == By.PATCHES) {
                refuse(images != null, by, "images");
                share = requireNonNullElse(share, 0.1);
                radius = requireNonNullElse(radius, 1);
                combine = FusionLayers.rule(combine, weights, ScaleCombination.Rule.MAX);
                scale = requireNonNullElse(scale, CommonScale.Kind.QUANTILE);
            } else {
                refuse(share != null, by, "share");
                refuse(radius != null, by, "radius");
                refuse(combine != null, by, "combine");
                refuse(hasWeights, by, "weights");
                refuse(scale != null, by, "scale");
                images = requireNonNullElse(images, 50);
            }
        }

        private static void refuse(boolean given, By by, String field) {
            SPEC_CONTRADICTION.throwIf(
                    given,
                    "A hierarchical fusion by %s has no \"%s\"".formatted(SpecMapper.name(by), field),
                    "Leave it out, or change fusion.by.");
        }

        @Override
        public DetectorModel over(DetectorModel model, List<Segment> segments, long seed) {
            int last = segments.size() - 1;
            if (by == By.IMAGES) {
                Segment whole = new Segment("all", 0, segments.get(last).to());
                Segment pooled = coarse == null ? whole : segments.get(FusionLayers.number(coarse, segments));
                return new NearestImages(model, pooled, images);
            }
            FusionLayers.requireSeveral(segments);
            FusionLayers.requireWeights(weights, segments);
            return new CoarseToFine(
                    model,
                    segments,
                    coarse == null ? last : FusionLayers.number(coarse, segments),
                    new CoarseToFine.Focus(share, radius),
                    new ScaleCombination(combine, weights),
                    scale,
                    seed);
        }

        @Override
        public void check() {
            if (by == By.PATCHES) {
                FusionLayers.checkWeights(combine, weights);
            }
        }

        @Override
        public void checkWith(DetectorSpec spec) {
            if (by == By.PATCHES) {
                FusionLayers.checkSeveral(spec.embedding());
                FusionLayers.checkWeights(weights, spec.embedding());
            } else {
                checkImages(spec);
            }
        }

        private static void checkImages(DetectorSpec spec) {
            if (!(spec.model() instanceof ModelSpec.MemoryBankSpec bank)) {
                throw SPEC_CONTRADICTION.error(
                        "A hierarchical fusion by images compares with the patches of images, which only a memory bank keeps",
                        "Give model.type memory-bank, or fusion.by patches.");
            }
            SPEC_CONTRADICTION.throwIf(
                    bank.selection() == BankSelection.K_MEANS || bank.storage() != BankStorage.FLOAT32,
                    "A hierarchical fusion by images compares with the rows of some images, which neither prototypes nor codes are",
                    "Give model.storage float32 and model.selection greedy, random or everything, or fusion.by patches.");
            SPEC_CONTRADICTION.throwIf(
                    spec.centring() == Centring.IMAGE,
                    "A hierarchical fusion by images compares their mean embeddings, which centring: image makes 0 for all images",
                    "Leave out centring, or give fusion.by patches.");
        }
    }
}
