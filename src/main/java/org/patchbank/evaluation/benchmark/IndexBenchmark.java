package org.patchbank.evaluation.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.patchbank.detector.BankFile;
import org.patchbank.detector.BankFileWriter;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.ExactScores;
import org.patchbank.detector.ExternalBank;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.SearchFigures;
import org.patchbank.detector.memorybank.BankSettings;
import org.patchbank.detector.memorybank.MemoryBankModel;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;
import org.patchbank.reference.IndexCandidates;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorRow;
import org.patchbank.vectorindex.milvus.MilvusIndexType;
import org.patchbank.vectorindex.milvus.MilvusOptions;
import org.patchbank.vectorindex.milvus.MilvusVectorIndex;

/**
 * The search of a bank in Milvus, verified, against the bare call of the Milvus SDK with the same patches, and against the search in
 * memory. The three take turns, image by image. What is written to Milvus is removed at the end.
 */
final class IndexBenchmark {
    private static final int WARM_UP = 20;
    private static final int ROWS_AT_ONCE = 4096;
    private static final VectorFilter BANK = VectorFilter.partition("bank");

    /**
     * Medians over all turns.
     *
     * @param ms of the verified search
     * @param plainMs of the bare call
     * @param overhead of the verified search over the bare call: 0.1 is a tenth longer
     * @param localMs in memory
     * @param verified patches of an image that were compared with the whole bank, the mean
     * @param recall share of these whose nearest row the index had found
     * @param corrected images whose score the verification changed
     * @param maxScoreError largest difference of an image's score from that of the search in memory
     */
    record Figures(
            String index,
            double ms,
            double plainMs,
            double overhead,
            double localMs,
            double verified,
            double recall,
            int corrected,
            int images,
            double maxScoreError,
            int queries,
            int bank,
            int dimension) {}

    private final MemoryBank bank;
    private final List<EmbeddingTable> images;
    private final Parallel parallel;

    /** @param images one table of queries an image */
    IndexBenchmark(MemoryBank bank, List<EmbeddingTable> images, Parallel parallel) {
        this.bank = bank;
        this.images = images;
        this.parallel = parallel;
    }

    Figures run(String uri, MilvusIndexType type, int turns) {
        String prefix = "benchmark_" + UUID.randomUUID().toString().replace('-', '_') + "_";
        MilvusOptions.Index set = MilvusOptions.Index.DEFAULT;
        MilvusOptions options = MilvusOptions.of(uri, prefix)
                .with(new MilvusOptions.Index(
                        type, set.nlist(), set.nprobe(), set.m(), set.efConstruction(), set.ef()));
        VectorCollection collection =
                new VectorCollection("bank", bank.dimension(), VectorCollection.Size.of(bank.size()));
        try (MilvusVectorIndex index = new MilvusVectorIndex(options)) {
            try {
                write(index, collection);
                return measure(index, collection, type, turns);
            } finally {
                index.drop(collection);
            }
        }
    }

    private void write(MilvusVectorIndex index, VectorCollection collection) {
        for (int from = 0; from < bank.size(); from += ROWS_AT_ONCE) {
            index.upsert(
                    collection,
                    IntStream.range(from, Math.min(bank.size(), from + ROWS_AT_ONCE))
                            .mapToObj(row -> new VectorRow(row, "bank", bank.row(row), Map.of()))
                            .toList());
        }
        index.finishIndex(collection);
    }

    private Figures measure(MilvusVectorIndex index, VectorCollection collection, MilvusIndexType type, int turns) {
        BankSettings settings = BankSettings.plain(new MemoryBankModel.Size(1, OptionalInt.empty()), 1);
        PatchGrid grid = new PatchGrid(1, images.get(0).rows());
        MemoryBankModel model = new MemoryBankModel(settings, grid, 0, parallel);
        List<SearchFigures> searches = new ArrayList<>();
        Detector outside = model.open(
                DetectorState.EMPTY,
                new ExternalBank(
                        file(),
                        new IndexCandidates(index, collection, BANK, id -> (int) id),
                        ExactScores.LARGEST,
                        searches::add));
        Detector local = model.open(DetectorState.of(bank));
        List<Embeddings> views = images.stream()
                .map(image -> new Embeddings(grid, image.dimension(), image.block(0)))
                .toList();
        List<Runnable> plain = images.stream()
                .map(image -> index.plainSearch(collection, rows(image), 1, BANK))
                .toList();
        double[] ours = new double[turns];
        double[] bare = new double[turns];
        double[] inMemory = new double[turns];
        double error = 0;
        for (int turn = -WARM_UP; turn < turns; turn++) {
            int image = Math.floorMod(turn, images.size());
            if (turn == 0) {
                searches.clear();
            }
            long start = System.nanoTime();
            plain.get(image).run();
            double bareMs = Times.millisSince(start);
            start = System.nanoTime();
            double found = outside.score(views.get(image)).largest();
            double ourMs = Times.millisSince(start);
            start = System.nanoTime();
            double exact = local.score(views.get(image)).largest();
            if (turn >= 0) {
                inMemory[turn] = Times.millisSince(start);
                bare[turn] = bareMs;
                ours[turn] = ourMs;
                error = Math.max(error, Math.abs(found - exact));
            }
        }
        double ms = new Times(ours).quantile(0.5);
        double plainMs = new Times(bare).quantile(0.5);
        double verified = searches.stream().mapToInt(SearchFigures::verified).sum();
        return new Figures(
                type.name(),
                ms,
                plainMs,
                ms / plainMs - 1,
                new Times(inMemory).quantile(0.5),
                verified / searches.size(),
                searches.stream().mapToInt(SearchFigures::found).sum() / verified,
                (int) searches.stream().filter(SearchFigures::corrected).count(),
                searches.size(),
                error,
                grid.size(),
                bank.size(),
                bank.dimension());
    }

    private static List<float[]> rows(EmbeddingTable image) {
        return IntStream.range(0, image.rows())
                .mapToObj(row -> image.copy(new int[] {row}).block(0))
                .toList();
    }

    /** Gone at once where the system can do without its name. */
    private BankFile file() {
        try {
            Path folder = Files.createTempDirectory("patchbank-benchmark-");
            Path path = folder.resolve("bank");
            try (BankFileWriter writer = new BankFileWriter(path, bank.dimension())) {
                for (int row = 0; row < bank.size(); row++) {
                    writer.add(bank.row(row), bank.image(row), bank.patch(row));
                }
                return writer.finish(bank.hash());
            } finally {
                Files.deleteIfExists(path);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
