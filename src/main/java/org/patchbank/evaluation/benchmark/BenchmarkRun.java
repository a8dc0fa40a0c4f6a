package org.patchbank.evaluation.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.coreset.Coreset;
import org.patchbank.detector.metric.EmbeddingTransform;
import org.patchbank.detector.search.Metric;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.platform.Parallel;
import org.patchbank.vectorindex.milvus.MilvusIndexType;

/** The data of one benchmark run, and the bank chosen from it, which the parts share. */
final class BenchmarkRun {
    private static final int QUERIES = 784;
    private static final int QUERY_IMAGES = 20;
    private static final int CORESET_RUNS = 2;

    private final DetectorSpec spec;
    private final PatchEmbedders embedders;
    private final ImageDecoder decoder;
    private final Parallel parallel;
    private final double ratio;
    private final long seed;

    private BenchmarkImages images;
    private EmbeddingTable table;
    private List<EmbeddingTable> queries;
    private MemoryBank bank;

    BenchmarkRun(
            DetectorSpec spec,
            PatchEmbedders embedders,
            ImageDecoder decoder,
            Parallel parallel,
            double ratio,
            long seed) {
        this.spec = spec;
        this.embedders = embedders;
        this.decoder = decoder;
        this.parallel = parallel;
        this.ratio = ratio;
        this.seed = seed;
    }

    void mixture(int rows, int dimension) {
        Mixture mixture = new Mixture(dimension, seed);
        table = mixture.draw(rows, QUERIES, seed + 1);
        queries = split(mixture.draw(QUERY_IMAGES * QUERIES, QUERIES, seed + 2));
        bank = null;
    }

    /** Embeds images: those to learn from, and some of those to inspect, spread over all kinds. */
    void load(BenchmarkImages loaded) {
        images = loaded;
        int step = Math.max(1, images.test().size() / QUERY_IMAGES);
        List<byte[]> some = IntStream.iterate(0, i -> i < images.test().size(), i -> i + step)
                .mapToObj(images.test()::get)
                .toList();
        try (PatchEmbedder embedder = embedders.open(spec.embedding(), 1)) {
            table = BenchmarkImages.embed(images.train(), decoder, embedder, parallel);
            queries = split(BenchmarkImages.embed(some, decoder, embedder, parallel));
        }
        bank = null;
    }

    CoresetBenchmark.Figures coreset(int plainChoices) {
        return CoresetBenchmark.run(table, bankSize(), plainChoices, CORESET_RUNS, parallel);
    }

    /** @param shrinkage of the covariance where the metric has one */
    SearchBenchmark.Figures search(int turns, Metric metric, double shrinkage) {
        if (metric == Metric.EUCLIDEAN) {
            return SearchBenchmark.run(bank().vectors(), queries, EmbeddingTransform.NONE, turns, parallel);
        }
        int[] all = IntStream.range(0, table.rows()).toArray();
        EmbeddingTransform transform = metric.fit(table, all, shrinkage, parallel);
        EmbeddingTable moved = transform.apply(table, parallel);
        int[] chosen = new Coreset(moved, parallel).select(all, bankSize(), 0, count -> true);
        return SearchBenchmark.run(moved.copy(chosen).block(0), queries, transform, turns, parallel);
    }

    IndexBenchmark.Figures index(String uri, MilvusIndexType type, int turns) {
        return new IndexBenchmark(bank(), queries, parallel).run(uri, type, turns);
    }

    InspectBenchmark.Figures inspect(int turns) {
        try (PatchEmbedder embedder = embedders.open(spec.embedding(), parallel.threads())) {
            return InspectBenchmark.run(bank(), images.test(), turns, spec, embedder, decoder, parallel);
        }
    }

    private MemoryBank bank() {
        if (bank == null) {
            int[] all = IntStream.range(0, table.rows()).toArray();
            bank = MemoryBank.of(table, new Coreset(table, parallel).select(all, bankSize(), 0, count -> true));
        }
        return bank;
    }

    private int bankSize() {
        return Math.max(1, (int) (ratio * table.rows()));
    }

    private static List<EmbeddingTable> split(EmbeddingTable table) {
        List<EmbeddingTable> blocks = new ArrayList<>();
        for (int row = 0; row < table.rows(); row += table.rowsPerBlock()) {
            blocks.add(EmbeddingTable.of(table.block(row), table.dimension()));
        }
        return blocks;
    }
}
