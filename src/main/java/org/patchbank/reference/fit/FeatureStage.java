package org.patchbank.reference.fit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.patchbank.detector.TrainingSet;
import org.patchbank.embedding.EmbeddingLayout;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.SharedNetwork;
import org.patchbank.image.ImageDecoder;
import org.patchbank.image.PixelImage;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.StageTimes;
import org.patchbank.reference.fit.Fit.RefusedImage;
import org.patchbank.reference.view.ImageViews;

/**
 * Embeds the views of the images, several images at once, one thread an image. Groups of specs that share the network and differ in what
 * they take of it get their embeddings from the same runs.
 */
final class FeatureStage {
    /** Images embedded before their embeddings are put in the tables: enough that no thread waits long for another. */
    private static final int IMAGES_A_THREAD = 4;

    private final ImageDecoder decoder;
    private final SharedNetwork network;
    private final Parallel parallel;

    FeatureStage(ImageDecoder decoder, SharedNetwork network, Parallel parallel) {
        this.decoder = decoder;
        this.network = network;
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

    /** What one image's views gave a group, or why it has none; the views themselves hold pictures and are not kept. */
    private record Embedded(Learned image, List<Block> blocks, RefusedImage refused) {}

    private record Block(float[] values, int position, boolean original, PatchMask inside) {
        TrainingSet.View view(int image) {
            return new TrainingSet.View(image, position, original, inside);
        }
    }

    /** The embeddings of one group as they come in. */
    private static final class Gathered {
        private final EmbeddingTable table;
        private final List<TrainingSet.View> views = new ArrayList<>();
        private final List<Learned> learned = new ArrayList<>();
        private final List<RefusedImage> refused = new ArrayList<>();

        Gathered(EmbeddingTable table) {
            this.table = table;
        }

        void add(Embedded image) {
            if (image.refused() != null) {
                refused.add(image.refused());
                return;
            }
            for (Block block : image.blocks()) {
                table.add(block.values());
                views.add(block.view(learned.size()));
            }
            learned.add(image.image());
        }

        Features features(EmbeddingLayout layout) {
            return new Features(
                    new TrainingSet(table, layout.grid(), layout.segments(), views),
                    List.copyOf(learned),
                    List.copyOf(refused));
        }
    }

    /**
     * @param views one a layout of the network; all give the same pictures
     * @param tables where the embeddings go, one a layout; empty. Few more are in memory beside them at a time.
     */
    List<Features> run(
            List<? extends ReferenceImage> images,
            List<ImageViews> views,
            List<EmbeddingTable> tables,
            FitProgress progress) {
        List<Gathered> gathered = tables.stream().map(Gathered::new).toList();
        int atOnce = IMAGES_A_THREAD * parallel.threads();
        for (int from = 0; from < images.size(); from += atOnce) {
            for (Embedded[] image :
                    embed(images.subList(from, Math.min(images.size(), from + atOnce)), views, progress)) {
                for (int group = 0; group < image.length; group++) {
                    gathered.get(group).add(image[group]);
                }
            }
            progress.requireGoingOn();
        }
        List<Features> features = new ArrayList<>();
        for (int group = 0; group < tables.size(); group++) {
            features.add(gathered.get(group).features(network.layouts().get(group)));
        }
        return features;
    }

    /** For each image what each group gets. */
    private List<Embedded[]> embed(
            List<? extends ReferenceImage> images, List<ImageViews> views, FitProgress progress) {
        Embedded[][] embedded = new Embedded[images.size()][];
        parallel.forEach(images.size(), i -> {
            if (progress.cancelled()) {
                return;
            }
            ReferenceImage image = images.get(i);
            try {
                embedded[i] = embed(image, decoder.decode(image.read()), views);
            } catch (PatchbankException e) {
                embedded[i] = refused(views.size(), refusal(image, e));
            } catch (IOException e) {
                embedded[i] = refused(
                        views.size(),
                        new RefusedImage(
                                image.name(),
                                FitErrorCode.IMAGE_UNREADABLE.code(),
                                "It cannot be read: " + e.getMessage(),
                                "Check that the file is there and may be read."));
            }
            progress.step();
        });
        return Arrays.stream(embedded).filter(Objects::nonNull).toList();
    }

    private static RefusedImage refusal(ReferenceImage image, PatchbankException e) {
        return new RefusedImage(image.name(), e.code().code(), e.getMessage(), e.remedy());
    }

    private static Embedded[] refused(int groups, RefusedImage refusal) {
        Embedded[] all = new Embedded[groups];
        Arrays.fill(all, new Embedded(null, List.of(), refusal));
        return all;
    }

    private Embedded[] embed(ReferenceImage image, PixelImage picture, List<ImageViews> views) {
        ImageViews.Frame frame = views.get(0).frame(picture);
        Embedded[] embedded = new Embedded[views.size()];
        ImageViews.Seen[] seen = new ImageViews.Seen[views.size()];
        ImageViews.Seen any = null;
        for (int group = 0; group < seen.length; group++) {
            try {
                seen[group] = views.get(group).learned(picture, frame);
                embedded[group] = new Embedded(new Learned(image.name(), frame), new ArrayList<>(), null);
                any = seen[group];
            } catch (PatchbankException e) {
                // Its grid may be too coarse for the region of interest where another's is not.
                embedded[group] = new Embedded(null, List.of(), refusal(image, e));
            }
        }
        for (int view = 0; any != null && view < any.views().size(); view++) {
            List<Embeddings> embeddings =
                    network.embed(any.views().get(view).picture().get(), new StageTimes());
            for (int group = 0; group < seen.length; group++) {
                if (seen[group] != null) {
                    ImageViews.View own = seen[group].views().get(view);
                    float[] values = embeddings.get(group).values();
                    embedded[group].blocks().add(new Block(values, own.position(), own.original(), own.inside()));
                }
            }
        }
        return embedded;
    }
}
