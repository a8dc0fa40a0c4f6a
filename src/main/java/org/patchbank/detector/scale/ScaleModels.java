package org.patchbank.detector.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.Folds;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingSet;
import org.patchbank.embedding.Segment;

/**
 * One model a segment of the embedding, and what brings their scores to a common scale. In a state, each segment's part has the
 * segment's name, and the numbers {@value #SCALES} hold shift and unit of each.
 */
final class ScaleModels {
    private static final String SCALES = "common-scale";
    /** The scale is learned once, before calibration: from two halves of the images, each scored by a model of the other. */
    private static final int HALVES = 2;

    private final DetectorModel model;
    private final List<Segment> segments;
    private final CommonScale.Kind kind;
    private final long seed;

    ScaleModels(DetectorModel model, List<Segment> segments, CommonScale.Kind kind, long seed) {
        if (segments.size() < 2) {
            throw new IllegalArgumentException("one scale cannot be compared with others");
        }
        this.model = model;
        this.segments = List.copyOf(segments);
        this.kind = kind;
        this.seed = seed;
    }

    boolean streams() {
        return model.streams();
    }

    List<Segment> segments() {
        return segments;
    }

    int dimension() {
        return segments.stream().mapToInt(Segment::to).max().orElseThrow();
    }

    DetectorState fit(TrainingSet set, FitMonitor monitor) {
        DetectorState state = DetectorState.EMPTY;
        float[] scales = new float[2 * segments.size()];
        for (int i = 0; i < segments.size(); i++) {
            FitMonitor part = part(monitor, i);
            try (TrainingSet slice = set.slice(segments.get(i))) {
                state = state.withPart(segments.get(i).name(), model.fit(slice, part.part(0, 0.5)));
                CommonScale scale = CommonScale.of(kind, halves(slice, part.part(0.5, 1)));
                scales[2 * i] = scale.shift();
                scales[2 * i + 1] = scale.unit();
            }
        }
        return state.withNumbers(Map.of(SCALES, scales));
    }

    private List<PatchScores> halves(TrainingSet set, FitMonitor monitor) {
        List<PatchScores> scores = new ArrayList<>();
        List<List<Integer>> halves = Folds.of(set.learned(), seed, HALVES);
        for (int half = 0; half < halves.size(); half++) {
            TrainingSet others = halves.size() == 1 ? set : set.without(halves.get(half));
            Detector detector = model.open(model.fit(others, monitor.part(half / 2.0, (half + 1) / 2.0)));
            for (int image : halves.get(half)) {
                scores.addAll(set.score(image, detector));
            }
        }
        return scores;
    }

    List<Detector> open(DetectorState state) {
        return segments.stream()
                .map(segment -> model.open(state.part(segment.name())))
                .toList();
    }

    List<CommonScale> scales(DetectorState state) {
        float[] numbers = state.numbers(SCALES);
        List<CommonScale> scales = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            scales.add(new CommonScale(numbers[2 * i], numbers[2 * i + 1]));
        }
        return scales;
    }

    /** For each image and view the scores that each segment's model gives it unseen, in the order of the segments. */
    Map<Integer, List<List<PatchScores>>> unseen(
            TrainingSet set, DetectorState fitted, long foldSeed, FitMonitor monitor) {
        Map<Integer, List<List<PatchScores>>> byImage = new TreeMap<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            try (TrainingSet slice = set.slice(segment)) {
                model.scoreUnseen(slice, fitted.part(segment.name()), foldSeed, part(monitor, i), (image, views) -> {
                    List<List<PatchScores>> ofImage = byImage.computeIfAbsent(image, key -> new ArrayList<>());
                    for (int view = 0; view < views.size(); view++) {
                        if (ofImage.size() == view) {
                            ofImage.add(new ArrayList<>());
                        }
                        ofImage.get(view).add(views.get(view));
                    }
                });
            }
        }
        return byImage;
    }

    private FitMonitor part(FitMonitor monitor, int segment) {
        return monitor.part((double) segment / segments.size(), (segment + 1.0) / segments.size());
    }
}
