package org.patchbank.evaluation.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.evaluation.dataset.TestImage;
import org.patchbank.evaluation.demo.DefectKind;
import org.patchbank.evaluation.demo.PartRenderer;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.PngEncoder;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.StageTimes;

/**
 * Encoded images to learn from and to inspect: those of a data set, or rendered parts.
 *
 * @param train good images
 * @param test good and defective ones
 */
record BenchmarkImages(List<byte[]> train, List<byte[]> test) {
    private static final int RENDERED_TEST = 10;

    /** @param trainLimit how many images to learn from at most */
    static BenchmarkImages of(Path dataset, int trainLimit) {
        MvtecDataset images = MvtecDataset.open(dataset).limitTrain(trainLimit);
        return new BenchmarkImages(
                images.train().stream().map(BenchmarkImages::read).toList(),
                images.test().stream()
                        .map(TestImage::file)
                        .map(BenchmarkImages::read)
                        .toList());
    }

    static BenchmarkImages rendered(int train, long seed) {
        PartRenderer renderer = new PartRenderer();
        List<byte[]> good = new ArrayList<>();
        for (int i = 0; i < train + RENDERED_TEST; i++) {
            good.add(PngEncoder.encode(renderer.goodPart(i, seed).image()));
        }
        List<byte[]> defective = Stream.of(DefectKind.values())
                .map(kind ->
                        PngEncoder.encode(renderer.defectivePart(kind, 0, seed).image()))
                .toList();
        return new BenchmarkImages(
                good.subList(0, train),
                Stream.concat(good.subList(train, good.size()).stream(), defective.stream())
                        .toList());
    }

    /** The embeddings of some images, several at once, one block an image. */
    static EmbeddingTable embed(List<byte[]> images, ImageDecoder decoder, PatchEmbedder embedder, Parallel parallel) {
        float[][] blocks = new float[images.size()][];
        parallel.forEach(
                blocks.length,
                i -> blocks[i] = embedder.embed(decoder.decode(images.get(i)), new StageTimes())
                        .values());
        EmbeddingTable table =
                new EmbeddingTable(embedder.dimension(), embedder.grid().size());
        for (float[] block : blocks) {
            table.add(block);
        }
        return table;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
