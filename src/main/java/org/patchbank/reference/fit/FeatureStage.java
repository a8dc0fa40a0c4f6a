package org.patchbank.reference.fit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.image.ImageDecoder;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.StageTimes;
import org.patchbank.reference.fit.Fit.RefusedImage;

/** Embeds the images, several at once, one thread an image. */
final class FeatureStage {
    private final ImageDecoder decoder;
    private final PatchEmbedder embedder;
    private final Parallel parallel;

    FeatureStage(ImageDecoder decoder, PatchEmbedder embedder, Parallel parallel) {
        this.decoder = decoder;
        this.embedder = embedder;
        this.parallel = parallel;
    }

    /**
     * What became of the images, in their order.
     *
     * @param names of the images that the table holds, block by block
     */
    record Features(EmbeddingTable table, List<String> names, List<RefusedImage> refused) {}

    Features run(List<? extends ReferenceImage> images, FitProgress progress) {
        float[][] blocks = new float[images.size()][];
        RefusedImage[] refused = new RefusedImage[images.size()];
        parallel.forEach(images.size(), i -> {
            if (progress.cancelled()) {
                return;
            }
            ReferenceImage image = images.get(i);
            try {
                blocks[i] = embedder.embed(decoder.decode(image.read()), new StageTimes())
                        .values();
            } catch (PatchbankException e) {
                refused[i] = new RefusedImage(image.name(), e.code().code(), e.getMessage(), e.remedy());
            } catch (IOException e) {
                refused[i] = new RefusedImage(
                        image.name(),
                        FitErrorCode.IMAGE_UNREADABLE.code(),
                        "It cannot be read: " + e.getMessage(),
                        "Check that the file is there and may be read.");
            }
            progress.step();
        });
        progress.requireGoingOn();
        EmbeddingTable table =
                new EmbeddingTable(embedder.dimension(), embedder.grid().size());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < blocks.length; i++) {
            if (blocks[i] != null) {
                table.add(blocks[i]);
                names.add(images.get(i).name());
            }
        }
        return new Features(
                table,
                names,
                java.util.Arrays.stream(refused)
                        .filter(java.util.Objects::nonNull)
                        .toList());
    }
}
