package org.patchbank.embedding.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbank.embedding.Backbone;
import org.patchbank.embedding.EmbeddingErrorCode;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.FeatureMap;
import org.patchbank.embedding.OutputLayer;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.ScaleFusion;
import org.patchbank.embedding.Segment;
import org.patchbank.image.PixelImage;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;

/** One backbone with one spec. */
final class DjlPatchEmbedder implements PatchEmbedder {
    private static final int HASH_SHOWN = 16;

    private final Backbone backbone;
    private final List<ScaleMaps> scales;
    private final ScaleFusion fusion;
    private final PatchGrid grid;
    private final int dimension;
    private final List<Segment> segments;
    private final String space;

    /** @param scales one an input size of the spec, in their order; closed with this */
    DjlPatchEmbedder(Backbone backbone, List<OutputLayer> layers, EmbeddingSpec spec, List<ScaleMaps> scales) {
        this.backbone = backbone;
        this.scales = List.copyOf(scales);
        this.fusion = new ScaleFusion(spec.neighbourhood());
        // The first run sizes the grid, checks the descriptor and warms the network.
        List<FeatureMap> maps =
                scales.stream().flatMap(scale -> scale.warm(layers).stream()).toList();
        this.grid = ScaleFusion.grid(maps);
        this.dimension = maps.stream().mapToInt(FeatureMap::channels).sum();
        this.segments = segments(layers, spec.inputSizes());
        this.space = space(backbone, layers, spec);
        fusion.fuse(maps);
    }

    @Override
    public PatchGrid grid() {
        return grid;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public List<Segment> segments() {
        return segments;
    }

    @Override
    public String space() {
        return space;
    }

    @Override
    public Optional<String> assumed() {
        return backbone.assumed();
    }

    @Override
    public Embeddings embed(PixelImage image, StageTimes times) {
        List<FeatureMap> maps = new ArrayList<>();
        for (ScaleMaps scale : scales) {
            maps.addAll(scale.maps(image, times));
        }
        long start = System.nanoTime();
        if (!maps.stream().allMatch(FeatureMap::finite)) {
            throw EmbeddingErrorCode.EMBEDDING_NOT_FINITE.error(
                    "Backbone %s gave values that are not finite"
                            .formatted(backbone.descriptor().id()),
                    "Check that scale, mean and std of its descriptor are those that it was trained with.");
        }
        Embeddings embeddings = fusion.fuse(maps);
        times.addSince(Stage.FUSE, start);
        return embeddings;
    }

    @Override
    public void close() {
        scales.forEach(ScaleMaps::close);
    }

    private static List<Segment> segments(List<OutputLayer> layers, List<Integer> inputSizes) {
        List<Segment> segments = new ArrayList<>();
        int from = 0;
        for (int inputSize : inputSizes) {
            for (OutputLayer layer : layers) {
                String name = inputSizes.size() == 1 ? layer.name() : layer.name() + "@" + inputSize;
                segments.add(new Segment(name, from, from + layer.channels()));
                from += layer.channels();
            }
        }
        return List.copyOf(segments);
    }

    private static String space(Backbone backbone, List<OutputLayer> layers, EmbeddingSpec spec) {
        return "%s sha256:%s layers=%s input=%s neighbourhood=%d fusion=CONCATENATE%s"
                .formatted(
                        backbone.descriptor().id(),
                        backbone.sha256().substring(0, HASH_SHOWN),
                        layers.stream().map(OutputLayer::name).collect(Collectors.joining("+")),
                        spec.inputSizes().stream().map(String::valueOf).collect(Collectors.joining("+")),
                        spec.neighbourhood(),
                        spec.crops()
                                .map(crops -> " crops=" + crops.size() + "/" + crops.stride())
                                .orElse(""));
    }
}
