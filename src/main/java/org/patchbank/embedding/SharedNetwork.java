package org.patchbank.embedding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbank.image.PixelImage;
import org.patchbank.platform.StageTimes;

/**
 * One network for several embedding specs that differ in nothing but layers and neighbourhood: it runs once an image, and each spec takes
 * the layers that it wants and averages them as it wants. Values are those that each spec's own embedder gives. Safe for concurrent use.
 */
public final class SharedNetwork implements AutoCloseable {
    private final PatchEmbedder embedder;
    /** Empty where there is one spec, whose embedder this is. */
    private final List<Share> shares;

    private final List<EmbeddingLayout> layouts;

    /**
     * What one spec takes of the network's cells.
     *
     * @param layers by their numbers there
     */
    private record Share(List<Integer> layers, int neighbourhood) {}

    private SharedNetwork(PatchEmbedder embedder, List<Share> shares, List<EmbeddingLayout> layouts) {
        this.embedder = embedder;
        this.shares = shares;
        this.layouts = layouts;
    }

    /** Shares nothing: one spec's own embedder, which is closed with this. */
    public static SharedNetwork of(PatchEmbedder embedder) {
        return new SharedNetwork(embedder, List.of(), List.of(embedder.layout()));
    }

    /**
     * Loads the backbone with all layers that any of the specs wants.
     *
     * @param specs at least one; alike but for layers and neighbourhood
     * @param threads native threads that one image may use
     * @throws org.patchbank.platform.PatchbankException if the backbone or one of the layers is unknown
     */
    public static SharedNetwork open(PatchEmbedders embedders, List<EmbeddingSpec> specs, int threads) {
        if (specs.size() == 1) {
            return of(embedders.open(specs.get(0), threads));
        }
        List<List<String>> wanted = specs.stream().map(embedders::layers).toList();
        List<String> union = wanted.stream().flatMap(List::stream).distinct().toList();
        EmbeddingSpec first = specs.get(0);
        PatchEmbedder embedder = embedders.open(
                new EmbeddingSpec(first.backbone(), union, first.inputSizes(), 1, first.crops()), threads);
        List<Share> shares = new ArrayList<>();
        List<EmbeddingLayout> layouts = new ArrayList<>();
        LayerCells blank = cells(embedder.embed(PixelImage.of8Bit(1, 1, 1, new byte[1]), new StageTimes()));
        for (int i = 0; i < specs.size(); i++) {
            List<Integer> layers = new ArrayList<>();
            for (int size = 0; size < first.inputSizes().size(); size++) {
                for (String layer : wanted.get(i)) {
                    layers.add(size * union.size() + union.indexOf(layer));
                }
            }
            shares.add(new Share(layers, specs.get(i).neighbourhood()));
            layouts.add(new EmbeddingLayout(blank.grid(layers), segments(embedder.segments(), layers)));
        }
        return new SharedNetwork(embedder, List.copyOf(shares), List.copyOf(layouts));
    }

    private static List<Segment> segments(List<Segment> all, List<Integer> layers) {
        List<Segment> segments = new ArrayList<>();
        int from = 0;
        for (int layer : layers) {
            segments.add(new Segment(
                    all.get(layer).name(), from, from + all.get(layer).width()));
            from += all.get(layer).width();
        }
        return segments;
    }

    /** The shapes of the embeddings, in the order of the specs. */
    public List<EmbeddingLayout> layouts() {
        return layouts;
    }

    /** What was assumed of the backbone, for people; usually empty. */
    public Optional<String> assumed() {
        return embedder.assumed();
    }

    /**
     * Embeds one image for all specs; adds to the stages of {@code times} as {@link PatchEmbedder#embed} does.
     *
     * @return [patches, dimension] for each spec, in their order
     */
    public List<Embeddings> embed(PixelImage image, StageTimes times) {
        Embeddings seen = embedder.embed(image, times);
        if (shares.isEmpty()) {
            return List.of(seen);
        }
        LayerCells all = cells(seen);
        Map<List<Integer>, LayerCells.Layer> averaged = new HashMap<>();
        List<Embeddings> embeddings = new ArrayList<>();
        for (Share share : shares) {
            ScaleFusion fusion = new ScaleFusion(share.neighbourhood());
            embeddings.add(new Embeddings(new LayerCells(
                    all.grid(share.layers()),
                    share.layers().stream()
                            .map(layer -> averaged.computeIfAbsent(
                                    List.of(layer, share.neighbourhood()), key -> fusion.averaged(all.layer(layer))))
                            .toList())));
        }
        return embeddings;
    }

    private static LayerCells cells(Embeddings embeddings) {
        return embeddings.layers().orElseThrow(() -> new IllegalStateException("an embedder that hides its layers"));
    }

    @Override
    public void close() {
        embedder.close();
    }
}
