package org.patchbank.pipeline.fit;

import java.util.ArrayList;
import java.util.List;
import org.patchbank.detector.TrainingSet;
import org.patchbank.embedding.EmbeddingLayout;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.patch.PatchMask;
import org.patchbank.pipeline.fit.Features.Learned;
import org.patchbank.pipeline.fit.Fit.RefusedImage;

/** The embeddings of one group of specs as they come in, image after image. */
final class Gathered {
    private final EmbeddingTable table;
    private final List<TrainingSet.View> views = new ArrayList<>();
    private final List<Learned> learned = new ArrayList<>();
    private final List<RefusedImage> refused = new ArrayList<>();

    /** One embedded view. */
    record Block(float[] values, int position, boolean original, PatchMask inside) {}

    /** @param table empty */
    Gathered(EmbeddingTable table) {
        this.table = table;
    }

    /** Takes a view of the image that is learned next. */
    void add(Block block) {
        table.add(block.values());
        views.add(new TrainingSet.View(learned.size(), block.position(), block.original(), block.inside()));
    }

    /** The views added last were of this image. */
    void learned(Learned image) {
        learned.add(image);
    }

    void refuse(RefusedImage image) {
        refused.add(image);
    }

    int blocks() {
        return views.size();
    }

    /** Forgets the views added last. */
    void truncate(int left) {
        table.truncate(left);
        views.subList(left, views.size()).clear();
    }

    Features features(EmbeddingLayout layout) {
        return new Features(
                new TrainingSet(table, layout.grid(), layout.segments(), views),
                List.copyOf(learned),
                List.copyOf(refused));
    }
}
