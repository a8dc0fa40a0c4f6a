package org.patchbank.reference.fit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.patchbank.detector.TrainingSet;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.image.ImageDecoder;
import org.patchbank.image.PixelImage;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.StageTimes;
import org.patchbank.reference.fit.Fit.RefusedImage;
import org.patchbank.reference.view.ImageViews;

/** Embeds the views of the images, several images at once, one thread an image. */
final class FeatureStage {
    /** Images embedded before their embeddings are put in the table: enough that no thread waits long for another. */
    private static final int IMAGES_A_THREAD = 4;

    private final ImageDecoder decoder;
    private final PatchEmbedder embedder;
    private final Parallel parallel;

    FeatureStage(ImageDecoder decoder, PatchEmbedder embedder, Parallel parallel) {
        this.decoder = decoder;
        this.embedder = embedder;
        this.parallel = parallel;
    }

    /** An image that is learned from. */
    record Learned(String name, ImageViews.Frame frame) {}

    /**
     * What became of the images, in their order.
     *
     * @param images those of the set, by their numbers
     */
    record Features(TrainingSet set, List<Learned> images, List<RefusedImage> refused) {}

    /** What one image's views gave; the views themselves hold pictures and are not kept. */
    private record Embedded(Learned image, List<Block> blocks) {}

    private record Block(float[] values, int position, boolean original, PatchMask inside) {
        TrainingSet.View view(int image) {
            return new TrainingSet.View(image, position, original, inside);
        }
    }

    /** Keeps the embeddings in memory. */
    Features run(List<? extends ReferenceImage> images, ImageViews views, FitProgress progress) {
        return run(images, views, emptyTable(), progress);
    }

    /** A table for the embedder's embeddings, in memory. */
    EmbeddingTable emptyTable() {
        return new EmbeddingTable(embedder.dimension(), embedder.grid().size());
    }

    /** A table for the embedder's embeddings, in a temporary file. */
    EmbeddingTable emptyTableInFile() {
        return EmbeddingTable.inFile(embedder.dimension(), embedder.grid().size());
    }

    /** @param table where the embeddings go; empty. Few more are in memory beside it at a time. */
    Features run(List<? extends ReferenceImage> images, ImageViews views, EmbeddingTable table, FitProgress progress) {
        List<TrainingSet.View> blocks = new ArrayList<>();
        List<Learned> learned = new ArrayList<>();
        RefusedImage[] refused = new RefusedImage[images.size()];
        int atOnce = IMAGES_A_THREAD * parallel.threads();
        for (int from = 0; from < images.size(); from += atOnce) {
            List<? extends ReferenceImage> some = images.subList(from, Math.min(images.size(), from + atOnce));
            for (Embedded image : embed(some, from, views, refused, progress)) {
                for (Block block : image.blocks()) {
                    table.add(block.values());
                    blocks.add(block.view(learned.size()));
                }
                learned.add(image.image());
            }
            progress.requireGoingOn();
        }
        return new Features(
                new TrainingSet(table, embedder.grid(), embedder.segments(), blocks),
                learned,
                Arrays.stream(refused).filter(Objects::nonNull).toList());
    }

    /** Embeds those that can be used; for the others it says why not. */
    private List<Embedded> embed(
            List<? extends ReferenceImage> images,
            int first,
            ImageViews views,
            RefusedImage[] refused,
            FitProgress progress) {
        Embedded[] embedded = new Embedded[images.size()];
        parallel.forEach(images.size(), i -> {
            if (progress.cancelled()) {
                return;
            }
            ReferenceImage image = images.get(i);
            try {
                embedded[i] = embed(image.name(), decoder.decode(image.read()), views);
            } catch (PatchbankException e) {
                refused[first + i] = new RefusedImage(image.name(), e.code().code(), e.getMessage(), e.remedy());
            } catch (IOException e) {
                refused[first + i] = new RefusedImage(
                        image.name(),
                        FitErrorCode.IMAGE_UNREADABLE.code(),
                        "It cannot be read: " + e.getMessage(),
                        "Check that the file is there and may be read.");
            }
            progress.step();
        });
        return Arrays.stream(embedded).filter(Objects::nonNull).toList();
    }

    private Embedded embed(String name, PixelImage image, ImageViews imageViews) {
        ImageViews.Seen seen = imageViews.learned(image);
        List<Block> blocks = new ArrayList<>();
        for (ImageViews.View view : seen.views()) {
            float[] values =
                    embedder.embed(view.picture().get(), new StageTimes()).values();
            blocks.add(new Block(values, view.position(), view.original(), view.inside()));
        }
        return new Embedded(new Learned(name, seen.frame()), blocks);
    }
}
