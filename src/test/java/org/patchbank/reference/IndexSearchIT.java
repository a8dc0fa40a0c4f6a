package org.patchbank.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.SearchFigures;
import org.patchbank.detector.coreset.Coreset;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.evaluation.dataset.TestImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.pipeline.fit.OpenedDetector;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.StageTimes;
import org.patchbank.reference.BankStore.Origin;
import org.patchbank.reference.StoredState.StoredBank;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;
import org.patchbank.testing.MilvusServer;
import org.patchbank.testing.Shared;
import org.patchbank.vectorindex.VectorCollection.Size;
import org.patchbank.vectorindex.milvus.MilvusIndexType;
import org.patchbank.vectorindex.milvus.MilvusOptions;
import org.patchbank.vectorindex.milvus.MilvusVectorIndex;

/** A bank of real parts in a real Milvus judges every image as the same bank in memory does. */
class IndexSearchIT {
    private static final Logger LOG = Logger.getLogger(IndexSearchIT.class);
    private static final int AT_ONCE = 16;
    private static final double RATIO = 0.1;

    @TempDir
    private static Path folder;

    private static Parallel parallel;
    private static PatchEmbedder embedder;
    private static DetectorSpec spec;
    private static MemoryBank bank;
    private static List<Path> images;
    private static double[] scores;

    @BeforeAll
    static void open() {
        MilvusServer.uri();
        spec = DetectorSpecs.read(
                null, Map.of("backbone", Shared.path("backbones/resnet18.onnx").toString()));
        parallel = Parallel.onAllCores();
        embedder = new DjlPatchEmbedders(new BackboneRegistry(Optional.empty())).open(spec.embedding(), 1);
    }

    /** A bank of some good images, and the scores of every so many test images by it. */
    private static void learn(int learned, int every) {
        MvtecDataset dataset =
                MvtecDataset.open(Shared.path("datasets/magnetic_tile")).limitTrain(learned);
        EmbeddingTable table =
                new EmbeddingTable(embedder.dimension(), embedder.grid().size());
        embed(dataset.train(), view -> table.add(view.values()));
        int[] all = IntStream.range(0, table.rows()).toArray();
        bank = MemoryBank.of(
                table, new Coreset(table, parallel).select(all, (int) (RATIO * all.length), 0, count -> true));
        OpenedDetector local = OpenedDetector.open(spec, DetectorState.of(bank), embedder, parallel);
        List<TestImage> test = dataset.test();
        images = IntStream.range(0, test.size())
                .filter(image -> image % every == 0)
                .mapToObj(image -> test.get(image).file())
                .toList();
        List<Double> found = new ArrayList<>();
        embed(images, view -> found.add(local.score(local.shown(local.detector().score(view)))));
        scores = found.stream().mapToDouble(score -> score).toArray();
    }

    @AfterAll
    static void close() {
        if (embedder != null) {
            embedder.close();
            parallel.close();
        }
    }

    /** Some at once, which are handed on one by one and forgotten. */
    private static void embed(List<Path> files, Consumer<Embeddings> action) {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        for (int from = 0; from < files.size(); from += AT_ONCE) {
            List<Path> some = files.subList(from, Math.min(files.size(), from + AT_ONCE));
            Embeddings[] embedded = new Embeddings[some.size()];
            parallel.forEach(
                    embedded.length,
                    i -> embedded[i] = embedder.embed(decoder.decode(read(some.get(i))), new StageTimes()));
            List.of(embedded).forEach(action);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MilvusIndexType.class,
            names = {"HNSW", "IVF_SQ8"})
    @Tag("figures")
    void decisions_and_scores_of_all_images_are_those_of_the_bank_in_memory(MilvusIndexType type) {
        learn(200, 1);
        assertSame(type);
    }

    @Test
    void decisions_and_scores_are_those_of_the_bank_in_memory() {
        learn(30, 10);
        assertSame(MilvusIndexType.HNSW);
    }

    private static void assertSame(MilvusIndexType type) {
        MilvusOptions.Index defaults = MilvusOptions.Index.DEFAULT;
        MilvusOptions options = MilvusOptions.of(
                        MilvusServer.uri(),
                        "test_" + UUID.randomUUID().toString().replace('-', '_') + "_")
                .with(new MilvusOptions.Index(
                        type,
                        defaults.nlist(),
                        defaults.nprobe(),
                        defaults.m(),
                        defaults.efConstruction(),
                        defaults.ef()));
        try (MilvusVectorIndex index = new MilvusVectorIndex(options)) {
            BankStore store = new BankStore(index);
            BankKey key = new BankKey(1, embedder.space(), embedder.dimension(), Size.of(bank.size()));
            try {
                Origin origin = new Origin("tile", "tile-good", 1, "default", List.of(), embedder.grid());
                assertThat(store.write(key, bank, origin, rows -> true)).isTrue();
                index.finishIndex(key.collection());
                compare(
                        new BankMapping(index, new StoredBank("", key, bank.size(), bank.hash()), embedder.grid()),
                        type);
                LOG.infof("%s: loaded in %.2f s", type, secondsToLoad(store, key));
            } finally {
                index.drop(key.collection());
            }
        }
    }

    private static void compare(BankMapping mapping, MilvusIndexType type) {
        List<SearchFigures> searches = new ArrayList<>();
        OpenedDetector outside = OpenedDetector.openOutside(
                spec,
                DetectorState.EMPTY,
                embedder,
                parallel,
                mapping.file(folder.resolve(type + ".bank")),
                mapping.candidates(),
                searches::add);
        DecisionRule rule = rule();
        List<PatchScores> maps = new ArrayList<>();
        embed(images, view -> {
            PatchScores shown = outside.shown(outside.detector().score(view));
            double score = outside.score(shown);
            double exact = scores[maps.size()];
            maps.add(shown);
            assertThat(score).as("image " + maps.size()).isCloseTo(exact, within(1e-4));
            assertThat(rule.decide(score)).isEqualTo(rule.decide(exact));
        });
        int verified = searches.stream().mapToInt(SearchFigures::verified).sum();
        int found = searches.stream().mapToInt(SearchFigures::found).sum();
        LOG.infof(
                "%s: %d images, %d scores corrected, %.2f patches verified an image, recall of these %.4f, %d maps approximate",
                type,
                searches.size(),
                searches.stream().filter(SearchFigures::corrected).count(),
                (double) verified / searches.size(),
                (double) found / verified,
                maps.stream().filter(map -> !map.exact()).count());
        assertThat(searches).hasSize(images.size()).allMatch(figures -> figures.proposed() == figures.patches());
    }

    /** Limits in the midst of the scores, where a wrong one would show. */
    private static DecisionRule rule() {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        Calibration calibration = new Calibration(sorted);
        Threshold review = calibration.manual(sorted[sorted.length / 3]);
        return new DecisionRule(review, calibration.manual(sorted[sorted.length * 2 / 3]));
    }

    private static double secondsToLoad(BankStore store, BankKey key) {
        long start = System.nanoTime();
        store.load(key, bank.size(), embedder.grid(), bank.hash());
        return (System.nanoTime() - start) / 1e9;
    }
}
