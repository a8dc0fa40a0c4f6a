package org.patchbank.evaluation.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.evaluation.dataset.DatasetError;
import org.patchbank.evaluation.dataset.TestImage;
import org.patchbank.evaluation.dataset.TrainImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.pipeline.engine.Examination;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.fit.Fitter;
import org.patchbank.pipeline.fit.OpenedDetector;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.Progress;
import org.patchbank.platform.StageTimes;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;

/** Learns from a data set's good images and judges its test images, one at a time, as a server would. No server, no database. */
public final class Trial {
    private static final int WARM_UP = 10;

    private final PatchEmbedders embedders;
    private final ImageDecoder decoder;
    private final Progress progress;

    public Trial(PatchEmbedders embedders, ImageDecoder decoder, Progress progress) {
        this.embedders = embedders;
        this.decoder = decoder;
        this.progress = progress;
    }

    /** @throws PatchbankException if too few images can be learned from, or none can be judged */
    public TrialResult run(TrialPlan plan) {
        try (Parallel parallel = new Parallel(plan.threads())) {
            List<String> warnings = new ArrayList<>();
            Fit fit = fit(plan, parallel, warnings);
            unaligned(fit.unaligned(), fit.images().size(), "train").ifPresent(warnings::add);
            OptionalDouble fitPeak = PeakMemory.megabytes();
            Threshold threshold =
                    new Calibration(fit.calibrationScores()).threshold(plan.falseReject(), plan.extrapolate());
            List<RefusedFile> refused = new ArrayList<>();
            fit.refused()
                    .forEach(file ->
                            refused.add(new RefusedFile(file.name(), file.code(), file.reason(), file.remedy())));
            List<String> unaligned = new ArrayList<>();
            List<JudgedImage> images = judge(plan, fit, threshold, refused, unaligned, parallel);
            unaligned(unaligned, images.size(), "test").ifPresent(warnings::add);
            return new Figures(decoder, progress, parallel)
                    .result(plan, fit, threshold, images, refused, warnings, fitPeak);
        }
    }

    /** Many images at once, each on one native thread: the fastest way through a folder. */
    private Fit fit(TrialPlan plan, Parallel parallel, List<String> warnings) {
        List<TrainImage> images =
                plan.dataset().train().stream().map(TrainImage::new).toList();
        try (PatchEmbedder embedder = embedders.open(plan.spec().embedding(), 1)) {
            embedder.assumed().ifPresent(warnings::add);
            return new Fitter(decoder, parallel).fit(images, plan.spec(), embedder, (stage, done, total) -> {
                progress.update(stage.name().toLowerCase(Locale.ROOT), done, total);
                return true;
            });
        }
    }

    /** One image at a time, each on all threads: as a line sends them. */
    private List<JudgedImage> judge(
            TrialPlan plan,
            Fit fit,
            Threshold threshold,
            List<RefusedFile> refused,
            List<String> unaligned,
            Parallel parallel) {
        DecisionRule rule = new DecisionRule(threshold, threshold);
        List<TestImage> test = plan.dataset().test();
        List<JudgedImage> judged = new ArrayList<>(test.size());
        try (PatchEmbedder embedder = embedders.open(plan.spec().embedding(), plan.threads())) {
            Inspector inspector = new Inspector(
                    decoder, embedder, OpenedDetector.open(plan.spec(), fit.state(), embedder, parallel), plan.spec());
            for (int i = -Math.min(WARM_UP, test.size()); i < test.size(); i++) {
                TestImage image = test.get(i < 0 ? i + Math.min(WARM_UP, test.size()) : i);
                byte[] bytes = read(image.file());
                try {
                    StageTimes times = new StageTimes();
                    long start = System.nanoTime();
                    Examination found = inspector.examine(bytes, rule, times);
                    long nanos = System.nanoTime() - start;
                    if (i >= 0) {
                        judged.add(JudgedImage.of(image, found, rule.reject().value(), nanos, times));
                        if (!found.registration().sure()) {
                            unaligned.add(image.name());
                        }
                    }
                } catch (PatchbankException e) {
                    if (i >= 0) {
                        refused.add(RefusedFile.of(image.name(), e));
                    }
                }
                progress.update("inspection", Math.max(0, i + 1), test.size());
            }
        }
        if (judged.isEmpty()) {
            throw new PatchbankException(
                    DatasetError.DATASET_UNREADABLE,
                    "None of the test images can be judged, the first because: "
                            + refused.get(refused.size() - 1).detail(),
                    refused.get(refused.size() - 1).remedy());
        }
        return judged;
    }

    private static Optional<String> unaligned(List<String> names, int images, String kind) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(("%d of %d %s images do not resemble the template enough to be aligned, the first %s;"
                                + " they were taken as they came")
                        .formatted(names.size(), images, kind, names.get(0)));
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new PatchbankException(
                    DatasetError.DATASET_UNREADABLE, file + " cannot be read: " + e, "Check its permissions.", e);
        }
    }
}
