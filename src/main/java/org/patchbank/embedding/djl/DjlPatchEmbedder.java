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
import org.patchbank.embedding.InputTensor;
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
    private final DjlNetwork network;
    private final InputTensor input;
    private final ScaleFusion fusion;
    private final PatchGrid grid;
    private final int dimension;
    private final List<Segment> segments;
    private final String space;

    DjlPatchEmbedder(
            Backbone backbone, List<OutputLayer> layers, EmbeddingSpec spec, InputTensor input, DjlNetwork network) {
        this.backbone = backbone;
        this.network = network;
        this.input = input;
        this.fusion = new ScaleFusion(spec.neighbourhood());
        // The first run sizes the grid, checks the descriptor and warms the network.
        List<FeatureMap> maps = network.run(new float[input.length()]);
        requireAsDescribed(layers, maps, spec.inputSize());
        this.grid = ScaleFusion.grid(maps);
        this.dimension = maps.stream().mapToInt(FeatureMap::channels).sum();
        this.segments = segments(layers);
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
        long start = System.nanoTime();
        float[] values = input.of(image);
        start = times.addSince(Stage.PREPROCESS, start);
        List<FeatureMap> maps = network.run(values);
        start = times.addSince(Stage.BACKBONE, start);
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
        network.close();
    }

    private static List<Segment> segments(List<OutputLayer> layers) {
        List<Segment> segments = new ArrayList<>();
        int from = 0;
        for (OutputLayer layer : layers) {
            segments.add(new Segment(layer.name(), from, from + layer.channels()));
            from += layer.channels();
        }
        return List.copyOf(segments);
    }

    private static String space(Backbone backbone, List<OutputLayer> layers, EmbeddingSpec spec) {
        return "%s sha256:%s layers=%s input=%d neighbourhood=%d fusion=%s"
                .formatted(
                        backbone.descriptor().id(),
                        backbone.sha256().substring(0, HASH_SHOWN),
                        layers.stream().map(OutputLayer::name).collect(Collectors.joining("+")),
                        spec.inputSize(),
                        spec.neighbourhood(),
                        spec.fusion());
    }

    private void requireAsDescribed(List<OutputLayer> layers, List<FeatureMap> maps, int inputSize) {
        for (int i = 0; i < layers.size(); i++) {
            OutputLayer layer = layers.get(i);
            FeatureMap map = maps.get(i);
            int cells = (inputSize + layer.stride() - 1) / layer.stride();
            // Networks without padding lose a cell at the edge.
            if (map.channels() != layer.channels() || Math.abs(map.height() - cells) > 1) {
                throw EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID.error(
                        "Layer %s of backbone %s has %d channels and %d cells a side, its descriptor says %d and %d"
                                .formatted(
                                        layer.name(),
                                        backbone.descriptor().id(),
                                        map.channels(),
                                        map.height(),
                                        layer.channels(),
                                        cells),
                        "Correct channels and stride of the output in the descriptor.");
            }
        }
    }
}
