package org.patchbank.evaluation.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.patchbank.embedding.EmbeddingLayout;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.embedding.SharedNetwork;
import org.patchbank.evaluation.compare.SharedFeatures.Family;
import org.patchbank.evaluation.compare.SharedFeatures.Group;
import org.patchbank.evaluation.compare.SpecComparison.Failed;
import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.evaluation.dataset.TrainImage;
import org.patchbank.evaluation.trial.RefusedFile;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.pipeline.fit.EmbeddedImages;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.fit.FitListener;
import org.patchbank.pipeline.fit.Fitter;
import org.patchbank.pipeline.fit.OpenedDetector;
import org.patchbank.pipeline.view.ImageViews;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.Progress;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;

/** Specs of one family learn from and judge the same images, each of which runs through the network once. */
final class FamilyTrial {
    private static final int WARM_UP = 10;

    private final PatchEmbedders embedders;
    private final ImageDecoder decoder;
    private final Progress progress;
    private final Parallel parallel;
    private final Family family;
    /** Those that have learned, by group. */
    private final List<List<Contender>> contenders = new ArrayList<>();

    private final List<RefusedFile> refused = new ArrayList<>();
    private double learningSeconds;
    private long judgingNanos;

    FamilyTrial(PatchEmbedders embedders, ImageDecoder decoder, Progress progress, Parallel parallel, Family family) {
        this.embedders = embedders;
        this.decoder = decoder;
        this.progress = progress;
        this.parallel = parallel;
        this.family = family;
    }

    /** Those that have learned, each with what it judged. */
    List<Contender> contenders() {
        return contenders.stream().flatMap(List::stream).toList();
    }

    /** Test images that could not be judged. */
    List<RefusedFile> refused() {
        return refused;
    }

    /** Seconds of embedding good and test images. */
    double featureSeconds() {
        return learningSeconds + judgingNanos / 1e9;
    }

    /** @param failed gets the specs that cannot learn */
    void learn(MvtecDataset dataset, double falseReject, List<Failed> failed) {
        Fitter fitter = new Fitter(decoder, parallel);
        try (SharedNetwork network = SharedNetwork.open(embedders, family.embeddings(), 1)) {
            List<EmbeddedImages> embedded = fitter.embed(
                    dataset.train().stream().map(TrainImage::new).toList(),
                    family.groups().stream().map(Group::detectorSpecs).toList(),
                    network,
                    listener("embedding for " + names()));
            learningSeconds = embedded.get(0).seconds();
            for (int group = 0; group < embedded.size(); group++) {
                try (EmbeddedImages images = embedded.get(group)) {
                    EmbeddingLayout layout = network.layouts().get(group);
                    contenders.add(new ArrayList<>());
                    for (NamedSpec spec : family.groups().get(group).specs()) {
                        learn(fitter, images, layout, spec, falseReject, failed);
                    }
                }
            }
        }
    }

    private void learn(
            Fitter fitter,
            EmbeddedImages images,
            EmbeddingLayout layout,
            NamedSpec spec,
            double falseReject,
            List<Failed> failed) {
        try {
            Fit fit = fitter.fit(images, spec.spec(), listener(spec.name()));
            long start = System.nanoTime();
            OpenedDetector opened = OpenedDetector.open(spec.spec(), fit.state(), layout, parallel);
            long openNanos = System.nanoTime() - start;
            contenders.get(contenders.size() - 1).add(new Contender(spec, fit, opened, openNanos, falseReject));
        } catch (PatchbankException e) {
            failed.add(new Failed(spec.name(), e));
        }
    }

    private FitListener listener(String label) {
        return (stage, done, total) -> {
            progress.update(label + " " + stage.name().toLowerCase(Locale.ROOT), done, total);
            return true;
        };
    }

    private String names() {
        return family.specs().stream().map(NamedSpec::name).collect(Collectors.joining(", "));
    }

    /** One image at a time on all threads, as a line sends them. */
    void judge(List<Exhibit> exhibits, int threads) {
        if (contenders().isEmpty()) {
            return;
        }
        try (SharedNetwork network = SharedNetwork.open(embedders, family.embeddings(), threads)) {
            for (int i = 0; i < Math.min(WARM_UP, exhibits.size()); i++) {
                judge(exhibits.get(i), network, false);
            }
            for (int i = 0; i < exhibits.size(); i++) {
                judge(exhibits.get(i), network, true);
                progress.update("judging with " + names(), i + 1L, exhibits.size());
            }
        }
    }

    private void judge(Exhibit exhibit, SharedNetwork network, boolean counts) {
        try {
            judge(exhibit, new Watch(), network, counts);
        } catch (PatchbankException e) {
            if (counts) {
                refused.add(RefusedFile.of(exhibit.image().name(), e));
            }
        }
    }

    private void judge(Exhibit exhibit, Watch watch, SharedNetwork network, boolean counts) {
        StageTimes times = new StageTimes();
        PixelImage picture = exhibit.source().picture();
        contenders().forEach(Contender::begin);
        List<ImageViews.Seen> seen = seen(picture);
        ImageViews.Seen first =
                seen.stream().filter(each -> each != null).findFirst().orElseThrow();
        for (int view = 0; view < first.views().size(); view++) {
            List<Embeddings> embeddings =
                    network.embed(first.views().get(view).picture().get(), times);
            for (int group = 0; group < seen.size(); group++) {
                List<Contender> own = contenders.get(group);
                if (!own.isEmpty()) {
                    ImageViews.View here = seen.get(group).views().get(view);
                    Embeddings patches = embeddings.get(group).of(here.position(), here.inside());
                    if (own.size() > 1) {
                        patches.values(); // Laid side by side once for all of them, so none of them pays alone.
                    }
                    watch.pause();
                    own.forEach(contender -> contender.search(patches));
                    watch.goOn();
                }
            }
        }
        long embedded = watch.pause();
        for (int group = 0; group < seen.size(); group++) {
            for (Contender contender : contenders.get(group)) {
                contender.end(exhibit, seen.get(group).frame(), embedded, times.millis(Stage.BACKBONE), counts);
            }
        }
        judgingNanos += counts ? embedded : 0;
    }

    /** What each group sees of a picture; null for a group without contenders. */
    private List<ImageViews.Seen> seen(PixelImage picture) {
        List<ImageViews.Seen> seen = new ArrayList<>();
        ImageViews.Frame frame = null;
        for (List<Contender> own : contenders) {
            if (own.isEmpty()) {
                seen.add(null);
                continue;
            }
            ImageViews views = own.get(0).views();
            frame = frame == null ? views.frame(picture) : frame;
            seen.add(views.judged(picture, frame));
        }
        return seen;
    }

    /** Time without pauses. */
    private static final class Watch {
        private long since = System.nanoTime();
        private long nanos;

        /** Nanoseconds so far. */
        long pause() {
            nanos += System.nanoTime() - since;
            return nanos;
        }

        void goOn() {
            since = System.nanoTime();
        }
    }
}
