package org.patchbank.evaluation.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.evaluation.CommandError;
import org.patchbank.evaluation.compare.SharedFeatures.Family;
import org.patchbank.evaluation.compare.SpecComparison.Failed;
import org.patchbank.evaluation.compare.SpecComparison.Seconds;
import org.patchbank.evaluation.compare.SpecComparison.Tried;
import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.evaluation.trial.Figures;
import org.patchbank.evaluation.trial.RefusedFile;
import org.patchbank.evaluation.trial.TrialPlan;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.Progress;

/** Tries specs on one data set. Images run through the network once for all specs that see them alike ({@link SharedFeatures}). */
public final class Comparer {
    private static final long SEED = 3;

    private final PatchEmbedders embedders;
    private final ImageDecoder decoder;
    private final Progress progress;

    public Comparer(PatchEmbedders embedders, ImageDecoder decoder, Progress progress) {
        this.embedders = embedders;
        this.decoder = decoder;
        this.progress = progress;
    }

    /**
     * @param unread specs that were asked for and cannot be read; listed with those that cannot be tried
     * @throws PatchbankException if none of the specs can be tried
     */
    public SpecComparison run(
            MvtecDataset dataset, List<NamedSpec> specs, List<Failed> unread, int threads, double falseReject) {
        try (Parallel parallel = new Parallel(threads)) {
            return new Run(dataset, unread, threads, falseReject, parallel).of(specs);
        }
    }

    private final class Run {
        private final MvtecDataset dataset;
        private final int threads;
        private final double falseReject;
        private final Parallel parallel;
        private final Figures figures;
        private final long start = System.nanoTime();
        private final Map<String, Tried> tried = new LinkedHashMap<>();
        private final List<Failed> failed;
        private double featureSeconds;
        private double figureSeconds;

        Run(MvtecDataset dataset, List<Failed> unread, int threads, double falseReject, Parallel parallel) {
            this.dataset = dataset;
            this.failed = new ArrayList<>(unread);
            this.threads = threads;
            this.falseReject = falseReject;
            this.parallel = parallel;
            this.figures = new Figures(decoder, progress, parallel);
        }

        SpecComparison of(List<NamedSpec> specs) {
            for (Family family : SharedFeatures.of(specs, embedders, failed)) {
                try {
                    compare(family);
                } catch (PatchbankException e) {
                    family.specs().stream()
                            .filter(spec -> !tried.containsKey(spec.name()))
                            .filter(spec -> failed.stream()
                                    .noneMatch(known -> known.name().equals(spec.name())))
                            .forEach(spec -> failed.add(new Failed(spec.name(), e)));
                }
            }
            if (tried.isEmpty()) {
                PatchbankException first = failed.get(0).reason();
                throw nothing(
                        "None of the specs can be tried, the first because: " + first.getMessage(), first.remedy());
            }
            return new SpecComparison(
                    specs.stream()
                            .map(spec -> tried.get(spec.name()))
                            .filter(Objects::nonNull)
                            .toList(),
                    failed,
                    Exhibits.areSynthetic(dataset),
                    new Seconds(featureSeconds, figureSeconds, secondsSince(start)));
        }

        private void compare(Family family) {
            FamilyTrial trial = new FamilyTrial(embedders, decoder, progress, parallel, family);
            trial.learn(dataset, falseReject, failed);
            trial.judge(new Exhibits(decoder).of(dataset), threads);
            featureSeconds += trial.featureSeconds();
            long judged = System.nanoTime();
            for (Contender contender : trial.contenders()) {
                tried.put(contender.name(), tried(contender, trial.refused()));
            }
            figureSeconds += secondsSince(judged);
        }

        private Tried tried(Contender contender, List<RefusedFile> refused) {
            if (contender.judged().isEmpty()) {
                throw nothing(
                        "None of the test images can be judged, the first because: "
                                + refused.get(0).detail(),
                        refused.get(0).remedy());
            }
            TrialPlan plan = new TrialPlan(dataset, contender.spec().spec(), threads, falseReject, false);
            Fit fit = contender.fit();
            return new Tried(
                    contender.spec(),
                    figures.result(
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
    }

    private static PatchbankException nothing(String message, String remedy) {
        return new PatchbankException(CommandError.NOTHING_COMPARED, message, remedy);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
