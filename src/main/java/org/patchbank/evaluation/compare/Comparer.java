package org.patchbank.evaluation.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.evaluation.CommandError;
import org.patchbank.evaluation.compare.Comparison.Failed;
import org.patchbank.evaluation.compare.Comparison.Seconds;
import org.patchbank.evaluation.compare.Comparison.Tried;
import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.evaluation.trial.Figures;
import org.patchbank.evaluation.trial.RefusedFile;
import org.patchbank.evaluation.trial.TrialPlan;
import org.patchbank.image.ImageDecoder;
import org.patchbank.image.PixelImage;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.Progress;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;
import org.patchbank.reference.fit.EmbeddedImages;
import org.patchbank.reference.fit.Fit;
import org.patchbank.reference.fit.FitListener;
import org.patchbank.reference.fit.Fitter;
import org.patchbank.reference.fit.OpenedDetector;
import org.patchbank.reference.fit.ReferenceImage;
import org.patchbank.reference.view.ImageViews;

/** Tries specs on one data set. Images are embedded once for all specs that see them alike ({@link SharedFeatures}). */
public final class Comparer {
    private static final int WARM_UP = 10;
    private static final long SEED = 3;

    private final PatchEmbedders embedders;
    private final ImageDecoder decoder;
    private final Progress progress;

    public Comparer(PatchEmbedders embedders, ImageDecoder decoder, Progress progress) {
        this.embedders = embedders;
        this.decoder = decoder;
        this.progress = progress;
    }

    /** @throws PatchbankException if none of the specs can be tried */
    public Comparison run(MvtecDataset dataset, List<NamedSpec> specs, int threads, double falseReject) {
        long start = System.nanoTime();
        Map<String, Tried> tried = new LinkedHashMap<>();
        List<Failed> failed = new ArrayList<>();
        double featureSeconds = 0;
        try (Parallel parallel = new Parallel(threads)) {
            for (List<NamedSpec> group : SharedFeatures.group(specs)) {
                try {
                    featureSeconds += new Group(dataset, group, threads, falseReject, parallel).run(tried, failed);
                } catch (PatchbankException e) {
                    group.forEach(spec -> failed.add(new Failed(spec.name(), e)));
                }
            }
        }
        if (tried.isEmpty()) {
            PatchbankException first = failed.get(0).reason();
            throw new PatchbankException(
                    CommandError.NOTHING_COMPARED,
                    "None of the specs can be tried, the first because: " + first.getMessage(),
                    first.remedy());
        }
        return new Comparison(
                specs.stream()
                        .map(spec -> tried.get(spec.name()))
                        .filter(java.util.Objects::nonNull)
                        .toList(),
                failed,
                Exhibits.areSynthetic(dataset),
                new Seconds(featureSeconds, secondsSince(start)));
    }

    /** Specs that see images alike. */
    private final class Group {
        private final MvtecDataset dataset;
        private final List<NamedSpec> specs;
        private final int threads;
        private final double falseReject;
        private final Parallel parallel;
        private final List<Contender> contenders = new ArrayList<>();
        private final List<RefusedFile> refused = new ArrayList<>();
        private long embeddingNanos;

        Group(MvtecDataset dataset, List<NamedSpec> specs, int threads, double falseReject, Parallel parallel) {
            this.dataset = dataset;
            this.specs = specs;
            this.threads = threads;
            this.falseReject = falseReject;
            this.parallel = parallel;
        }

        /** @return seconds of embedding */
        double run(Map<String, Tried> tried, List<Failed> failed) {
            double learning = learn(failed);
            judge();
            for (Contender contender : contenders) {
                tried.put(contender.name(), tried(contender));
            }
            return learning + embeddingNanos / 1e9;
        }

        private Tried tried(Contender contender) {
            if (contender.judged().isEmpty()) {
                throw new PatchbankException(
                        CommandError.NOTHING_COMPARED,
                        "None of the test images can be judged, the first because: "
                                + refused.get(0).detail(),
                        refused.get(0).remedy());
            }
            TrialPlan plan = new TrialPlan(dataset, contender.spec().spec(), threads, falseReject, false);
            Fit fit = contender.fit();
            return new Tried(
                    contender.spec(),
                    new Figures(decoder, progress, parallel)
                            .result(
                                    plan,
                                    fit,
                                    contender.threshold(),
                                    contender.judged(),
                                    refused,
                                    List.of(),
                                    OptionalDouble.empty()),
                    Stability.of(fit.calibrationScores(), falseReject, SEED),
                    contender.scoringSeconds());
        }

        private double learn(List<Failed> failed) {
            Fitter fitter = new Fitter(decoder, parallel);
            try (PatchEmbedder embedder = embedders.open(specs.get(0).spec().embedding(), 1);
                    EmbeddedImages embedded = fitter.embed(
                            dataset.train().stream().map(TrainImage::new).toList(),
                            specs.stream().map(NamedSpec::spec).toList(),
                            embedder,
                            listener("embedding for " + String.join(", ", names())))) {
                for (NamedSpec spec : specs) {
                    try {
                        Fit fit = fitter.fit(embedded, spec.spec(), listener(spec.name()));
                        OpenedDetector opened = OpenedDetector.open(spec.spec(), fit.state(), embedder, parallel);
                        contenders.add(new Contender(spec, fit, opened, falseReject));
                    } catch (PatchbankException e) {
                        failed.add(new Failed(spec.name(), e));
                    }
                }
                return embedded.seconds();
            }
        }

        private List<String> names() {
            return specs.stream().map(NamedSpec::name).toList();
        }

        private FitListener listener(String label) {
            return (stage, done, total) -> {
                progress.update(label + " " + stage.name().toLowerCase(Locale.ROOT), done, total);
                return true;
            };
        }

        private void judge() {
            List<Exhibit> exhibits = new Exhibits(decoder).of(dataset);
            try (PatchEmbedder embedder = embedders.open(specs.get(0).spec().embedding(), threads)) {
                for (int i = 0; i < Math.min(WARM_UP, exhibits.size()); i++) {
                    judge(exhibits.get(i), embedder, false);
                }
                for (int i = 0; i < exhibits.size(); i++) {
                    judge(exhibits.get(i), embedder, true);
                    progress.update("judging with " + String.join(", ", names()), i + 1L, exhibits.size());
                }
            }
        }

        /** One image by all contenders, embedded once. */
        private void judge(Exhibit exhibit, PatchEmbedder embedder, boolean counts) {
            if (contenders.isEmpty()) {
                return;
            }
            try {
                StageTimes times = new StageTimes();
                long start = System.nanoTime();
                PixelImage picture = exhibit.source().picture();
                contenders.forEach(Contender::begin);
                ImageViews.Seen seen = contenders.get(0).views().judged(picture);
                for (ImageViews.View view : seen.views()) {
                    Embeddings embeddings =
                            embedder.embed(view.picture().get(), times).of(view.position(), view.inside());
                    long embedded = System.nanoTime() - start;
                    contenders.forEach(contender -> contender.search(embeddings));
                    start = System.nanoTime() - embedded;
                }
                long embedded = System.nanoTime() - start;
                contenders.forEach(contender ->
                        contender.end(exhibit, seen.frame(), embedded, times.millis(Stage.BACKBONE), counts));
                embeddingNanos += counts ? embedded : 0;
            } catch (PatchbankException e) {
                if (counts) {
                    refused.add(RefusedFile.of(exhibit.image().name(), e));
                }
            }
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private record TrainImage(Path file) implements ReferenceImage {
        @Override
        public String name() {
            return file.getFileName().toString();
        }

        @Override
        public byte[] read() throws IOException {
            return Files.readAllBytes(file);
        }
    }
}
