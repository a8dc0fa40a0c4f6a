package org.patchbank.evaluation.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbank.evaluation.metrics.DefectMask;
import org.patchbank.evaluation.metrics.ImageMetrics;
import org.patchbank.evaluation.metrics.PixelMetrics;
import org.patchbank.evaluation.metrics.PixelSample;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.view.ImageMaps;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.Progress;
import org.patchbank.scoring.Screening;
import org.patchbank.scoring.Threshold;
import org.patchbank.scoring.map.AnomalyMap;

/** Turns judged images into figures. */
public final class Figures {
    private final ImageDecoder decoder;
    private final Progress progress;
    private final Parallel parallel;
    /** Decoded once for all specs. */
    private final Map<Path, DefectMask> masks = new ConcurrentHashMap<>();

    public Figures(ImageDecoder decoder, Progress progress, Parallel parallel) {
        this.decoder = decoder;
        this.progress = progress;
        this.parallel = parallel;
    }

    public TrialResult result(
            TrialPlan plan,
            Fit fit,
            Threshold threshold,
            List<JudgedImage> images,
            List<RefusedFile> refused,
            List<String> warnings,
            OptionalDouble fitPeak) {
        double[] good =
                scores(images.stream().filter(judged -> judged.image().isGood()).toList());
        double[] defective = scores(
                images.stream().filter(judged -> !judged.image().isGood()).toList());
        List<String> suspects = Screening.suspects(fit.calibrationScores()).stream()
                .map(i -> fit.calibration().get(i).name())
                .toList();
        Optional<PixelMetrics> pixelMetrics = plan.dataset().hasAllMasks()
                        && images.stream()
                                .anyMatch(judged -> judged.image().mask().isPresent())
                ? pixelMetrics(plan, images)
                : Optional.empty();
        return new TrialResult(
                plan,
                fit,
                threshold,
                List.copyOf(images),
                List.copyOf(refused),
                List.copyOf(warnings),
                imageMetrics(good, defective),
                pixelMetrics,
                perDefect(images, good),
                suspects,
                Latency.of(images),
                fit.state().hash(),
                fitPeak,
                PeakMemory.megabytes());
    }

    private static Optional<ImageMetrics> imageMetrics(double[] good, double[] defective) {
        return good.length == 0 || defective.length == 0
                ? Optional.empty()
                : Optional.of(ImageMetrics.of(good, defective));
    }

    private static Map<String, DefectFigures> perDefect(List<JudgedImage> images, double[] good) {
        Map<String, List<JudgedImage>> byDefect = new TreeMap<>();
        for (JudgedImage judged : images) {
            if (!judged.image().isGood()) {
                byDefect.computeIfAbsent(judged.image().defect(), defect -> new ArrayList<>())
                        .add(judged);
            }
        }
        Map<String, DefectFigures> figures = new TreeMap<>();
        byDefect.forEach((defect, judged) -> figures.put(
                defect,
                new DefectFigures(
                        judged.size(),
                        imageMetrics(good, scores(judged))
                                .map(ImageMetrics::auroc)
                                .orElse(null),
                        (int) judged.stream().filter(JudgedImage::rejected).count())));
        return figures;
    }

    private static double[] scores(List<JudgedImage> images) {
        return images.stream().mapToDouble(JudgedImage::score).toArray();
    }

    private Optional<PixelMetrics> pixelMetrics(TrialPlan plan, List<JudgedImage> images) {
        progress.update("pixel metrics", 0, images.size());
        ImageMaps maps = ImageMaps.of(plan.spec());
        PixelSample[] samples = new PixelSample[images.size()];
        AtomicInteger done = new AtomicInteger();
        parallel.forEach(samples.length, i -> {
            samples[i] = sample(images.get(i), maps);
            progress.update("pixel metrics", done.incrementAndGet(), samples.length);
        });
        return PixelMetrics.of(List.of(samples), parallel);
    }

    private PixelSample sample(JudgedImage judged, ImageMaps maps) {
        DefectMask mask = judged.image()
                .mask()
                .map(file -> masks.computeIfAbsent(file, each -> mask(decoder.decode(Trial.read(each)))))
                .orElseGet(() -> DefectMask.empty(judged.width(), judged.height()));
        return new PixelSample(mask, () -> AnomalyMap.of(maps.rows(judged.patches(), mask.width(), mask.height())));
    }

    private static DefectMask mask(PixelImage picture) {
        BitSet defective = new BitSet();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                if (picture.sample(x, y, 0) > 0) {
                    defective.set(y * picture.width() + x);
                }
            }
        }
        return new DefectMask(picture.width(), picture.height(), defective);
    }
}
