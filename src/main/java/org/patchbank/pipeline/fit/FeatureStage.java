package org.patchbank.pipeline.fit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.patchbank.embedding.EmbeddingLayout;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.SharedNetwork;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.pipeline.fit.Features.Learned;
import org.patchbank.pipeline.fit.Fit.RefusedImage;
import org.patchbank.pipeline.fit.Gathered.Block;
import org.patchbank.pipeline.view.ImageViews;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.StageTimes;

/**
 * Embeds the views of the images, several images at once, one thread an image. Groups of specs that share the network and differ in what
 * they take of it get their embeddings from the same runs.
 */
final class FeatureStage {
    /** Images embedded before their embeddings are put in the tables: enough that no thread waits long for another. */
    private static final int IMAGES_A_THREAD = 4;
    /** An image of more views is taken by itself, some of its views at a time: all of many tiles would fill the memory. */
    private static final int MANY_VIEWS = 16;

    private static final int VIEWS_A_THREAD = 2;

    private final ImageDecoder decoder;
    private final SharedNetwork network;
    private final Parallel parallel;

    FeatureStage(ImageDecoder decoder, SharedNetwork network, Parallel parallel) {
        this.decoder = decoder;
        this.network = network;
        this.parallel = parallel;
    }

    /**
     * What one image's views gave a group, or why it has none; the views themselves hold pictures and are not kept.
     *
     * @param blocks null where there are so many that they have to be embedded some at a time
     */
    private record Embedded(Learned image, List<Block> blocks, RefusedImage refused) {}

    /** For the one layout of a network that is not shared; keeps the embeddings in memory. */
    Features run(List<? extends ReferenceImage> images, ImageViews views, FitProgress progress) {
        EmbeddingLayout layout = network.layouts().get(0);
        EmbeddingTable table =
                new EmbeddingTable(layout.dimension(), layout.grid().size());
        return run(images, List.of(views), List.of(table), progress).get(0);
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
            List<? extends ReferenceImage> some = images.subList(from, Math.min(images.size(), from + atOnce));
            Embedded[][] embedded = embed(some, views, progress);
            for (int i = 0; i < embedded.length && embedded[i] != null; i++) {
                if (embedded[i][0].refused() == null && embedded[i][0].blocks() == null) {
                    addByParts(some.get(i), views, gathered, progress);
                } else {
                    add(embedded[i], gathered);
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

    private static void add(Embedded[] image, List<Gathered> gathered) {
        for (int group = 0; group < image.length; group++) {
            Gathered own = gathered.get(group);
            if (image[group].refused() != null) {
                own.refuse(image[group].refused());
            } else {
                image[group].blocks().forEach(own::add);
                own.learned(image[group].image());
            }
        }
    }

    /** For each image what each group gets; null where the work was cancelled before. */
    private Embedded[][] embed(List<? extends ReferenceImage> images, List<ImageViews> views, FitProgress progress) {
        Embedded[][] embedded = new Embedded[images.size()][];
        parallel.forEach(images.size(), i -> {
            if (progress.cancelled()) {
                return;
            }
            ReferenceImage image = images.get(i);
            try {
                embedded[i] = embed(image, decoder.decode(image.read()), views);
            } catch (PatchbankException | IOException e) {
                embedded[i] = new Embedded[views.size()];
                Arrays.fill(embedded[i], new Embedded(null, List.of(), refusal(image, e)));
            }
            progress.step();
        });
        return embedded;
    }

    private Embedded[] embed(ReferenceImage image, PixelImage picture, List<ImageViews> views) {
        ImageViews.Frame frame = views.get(0).frame(picture);
        Learned learned = new Learned(image.name(), frame);
        Embedded[] embedded = new Embedded[views.size()];
        List<ImageViews.Seen> seen = new ArrayList<>();
        for (int group = 0; group < embedded.length; group++) {
            try {
                seen.add(views.get(group).learned(picture, frame));
                embedded[group] = new Embedded(learned, new ArrayList<>(), null);
            } catch (PatchbankException e) {
                // Its grid may be too coarse for the region of interest where another's is not.
                seen.add(null);
                embedded[group] = new Embedded(null, List.of(), refusal(image, e));
            }
        }
        int count = seen.stream()
                .filter(Objects::nonNull)
                .mapToInt(each -> each.views().size())
                .findFirst()
                .orElse(0);
        if (count > MANY_VIEWS && seen.stream().allMatch(Objects::nonNull)) {
            Arrays.fill(embedded, new Embedded(learned, null, null));
            return embedded;
        }
        for (int view = 0; view < count; view++) {
            Block[] blocks = blocks(seen, view);
            for (int group = 0; group < blocks.length; group++) {
                if (blocks[group] != null) {
                    embedded[group].blocks().add(blocks[group]);
                }
            }
        }
        return embedded;
    }

    /** Embeds an image of many views, which all groups see: their embeddings go to the tables as they come. */
    private void addByParts(
            ReferenceImage image, List<ImageViews> views, List<Gathered> gathered, FitProgress progress) {
        int[] before = gathered.stream().mapToInt(Gathered::blocks).toArray();
        try {
            PixelImage picture = decoder.decode(image.read());
            ImageViews.Frame frame = views.get(0).frame(picture);
            List<ImageViews.Seen> seen =
                    views.stream().map(each -> each.learned(picture, frame)).toList();
            int count = seen.get(0).views().size();
            int together = VIEWS_A_THREAD * parallel.threads();
            for (int from = 0; from < count; from += together) {
                progress.requireGoingOn();
                Block[][] blocks = new Block[Math.min(together, count - from)][];
                int first = from;
                parallel.forEach(blocks.length, i -> blocks[i] = blocks(seen, first + i));
                for (Block[] view : blocks) {
                    for (int group = 0; group < view.length; group++) {
                        gathered.get(group).add(view[group]);
                    }
                }
            }
            gathered.forEach(own -> own.learned(new Learned(image.name(), frame)));
        } catch (PatchbankException | IOException e) {
            for (int group = 0; group < before.length; group++) {
                gathered.get(group).truncate(before[group]);
                gathered.get(group).refuse(refusal(image, e));
            }
        }
    }

    /** One view for each group that sees it; null for the others. */
    private Block[] blocks(List<ImageViews.Seen> seen, int view) {
        ImageViews.Seen any = seen.stream().filter(Objects::nonNull).findFirst().orElseThrow();
        List<Embeddings> embeddings =
                network.embed(any.views().get(view).picture().get(), new StageTimes());
        Block[] blocks = new Block[seen.size()];
        for (int group = 0; group < blocks.length; group++) {
            if (seen.get(group) != null) {
                ImageViews.View own = seen.get(group).views().get(view);
                float[] values = embeddings.get(group).values();
                blocks[group] = new Block(values, own.position(), own.original(), own.inside());
            }
        }
        return blocks;
    }

    private static RefusedImage refusal(ReferenceImage image, Exception e) {
        return e instanceof PatchbankException told
                ? new RefusedImage(image.name(), told.code().code(), told.getMessage(), told.remedy())
                : new RefusedImage(
                        image.name(),
                        FitErrorCode.IMAGE_UNREADABLE.code(),
                        "It cannot be read: " + e.getMessage(),
                        "Check that the file is there and may be read.");
    }
}
