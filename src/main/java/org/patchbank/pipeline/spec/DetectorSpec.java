package org.patchbank.pipeline.spec;

import static com.fasterxml.jackson.annotation.JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY;
import static com.fasterxml.jackson.annotation.JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.ImageCentring;
import org.patchbank.detector.MappedModel;
import org.patchbank.detector.PerPosition;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.Segment;
import org.patchbank.image.RegionOfInterest;
import org.patchbank.image.align.Alignment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;

/**
 * Everything that decides a score. Its components are the fields of a spec, in the order in which they are written; read and written by
 * {@link DetectorSpecs}.
 *
 * @param layers outputs of the backbone; empty for those that its descriptor recommends
 * @param inputSize sides of the squares that an image or a tile is resized to, ascending
 * @param tiles that the network sees one by one; absent where it sees the image whole
 * @param regionOfInterest what is looked at, the same part of every image; areas to include come first
 * @param fusion how the layers of an embedding are compared
 * @param centring whether an image's embeddings are compared as they are
 * @param calibration which images the thresholds follow from; where some are held out, they are not learned from
 * @param seed decides every random choice, so the same images and spec give the same bank
 */
public record DetectorSpec(
        @NotBlank String backbone,
        List<String> layers,

        @JsonFormat(with = {ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED})
        List<@Min(SMALLEST) @Max(LARGEST_INPUT) Integer> inputSize,

        @Min(1) @Max(5) Integer neighbourhood,
        PatchesSpec patches,
        Optional<TilesSpec> tiles,
        @Size(max = 256) List<RegionSpec> regionOfInterest,
        AugmentationSpec augmentation,
        Alignment alignment,
        FusionSpec fusion,
        Centring centring,
        ModelSpec model,
        AggregationSpec aggregation,
        ZonesSpec zones,
        CalibrationSpec calibration,
        long seed)
        implements Checked {
    /** Side of the smallest input, crop and tile, in pixels. */
    static final int SMALLEST = 32;

    static final int LARGEST_INPUT = 2048;
    private static final int INPUT = 224;

    public DetectorSpec {
        backbone = requireNonNullElse(backbone, BackboneRegistry.BUILT_IN);
        layers = List.copyOf(requireNonNullElse(layers, List.of()));
        inputSize = inputSize == null
                ? List.of(tiles.map(DetectorSpec::fullResolution).orElse(INPUT))
                : inputSize.stream().sorted().toList();
        neighbourhood = requireNonNullElse(neighbourhood, patches.crops().isPresent() ? 1 : 3);
        regionOfInterest = requireNonNullElse(regionOfInterest, List.<RegionSpec>of()).stream()
                .sorted(Comparator.comparing(RegionSpec::action))
                .toList();
        augmentation = requireNonNullElse(augmentation, AugmentationSpec.NONE);
        alignment = requireNonNullElse(alignment, Alignment.NONE);
        centring = requireNonNullElse(centring, Centring.NONE);
        zones = requireNonNullElse(zones, ZonesSpec.NONE);
        calibration = requireNonNullElse(calibration, new CalibrationSpec(null, OptionalDouble.empty()));
    }

    private static int fullResolution(TilesSpec tiles) {
        SpecErrorCode.SPEC_CONTRADICTION.throwIf(
                tiles.size() > LARGEST_INPUT,
                "Tiles of %d pixels cannot be seen at full resolution, the network takes %d pixels at most"
                        .formatted(tiles.size(), LARGEST_INPUT),
                "Give an input_size, which each tile is resized to, or a tiles.size up to " + LARGEST_INPUT + ".");
        return tiles.size();
    }

    @Override
    public void check() {
        if (neighbourhood % 2 == 0) {
            throw new UnfitFieldException("neighbourhood", "one of 1, 3, 5");
        }
        SpecRules.check(this);
        fusion.checkWith(this);
        model.checkWith(this);
    }

    public EmbeddingSpec embedding() {
        return new EmbeddingSpec(backbone, layers, inputSize, neighbourhood, patches.crops());
    }

    public RegionOfInterest region() {
        return RegionSpec.region(regionOfInterest);
    }

    /** Whether variants of the images lie otherwise than the images: flipped, or turned by quarters. */
    boolean turnsParts() {
        return augmentation.quarterTurns() || !augmentation.flips().isEmpty();
    }

    public boolean hasTiles(TilesSpec.Bank bank) {
        return tiles.filter(each -> each.bank() == bank).isPresent();
    }

    /**
     * The model that the spec names, put to the layers.
     *
     * @param segments the channels of the embeddings
     * @param grid of one view
     * @param parallel the threads that one call may use
     * @throws org.patchbank.platform.PatchbankException if fusion or centring do not fit the layers and patches that the backbone gives
     */
    public DetectorModel detectorModel(List<Segment> segments, PatchGrid grid, Parallel parallel) {
        DetectorModel fused = fusion.over(model.model(grid, seed, parallel), segments, seed);
        DetectorModel centred = switch (centring) {
            case NONE -> fused;
            case IMAGE -> new MappedModel(fused, centring(grid));
        };
        return hasTiles(TilesSpec.Bank.PER_POSITION) ? new PerPosition(centred) : centred;
    }

    private static ImageCentring centring(PatchGrid grid) {
        SpecErrorCode.CENTRING_UNFIT.throwIf(
                grid.size() == 1,
                "The layers give one patch, and centring: image leaves nothing of a single patch",
                "Leave out centring, choose a finer layer or a larger input size.");
        return new ImageCentring();
    }
}
