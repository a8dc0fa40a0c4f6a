package org.patchbank.detector.hybrid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.UnseenScores;
import org.patchbank.embedding.Embeddings;

/**
 * Two models of the same embeddings, such as a principal subspace and nearest neighbours: the scores of each become tail probabilities by
 * its scores of good images that it has not seen ({@link TailCurve}), and the two become one ({@link TailCombination}). The score is
 * {@code -ln p} of what they say together.
 */
public final class HybridModel implements DetectorModel {
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String TAIL = "tail";

    private final DetectorModel first;
    private final DetectorModel second;
    private final TailCombination combination;
    private final long seed;
    /** The scores behind the curves of the last fit: the calibration asks for the same next. */
    private volatile Unseen last;

    /** What the two said of images that they had not seen. */
    private record Unseen(
            DetectorState state,
            TrainingSet set,
            long seed,
            Map<Integer, List<PatchScores>> ofFirst,
            Map<Integer, List<PatchScores>> ofSecond) {}

    /** @param seed deals the images out when the two are calibrated */
    public HybridModel(DetectorModel first, DetectorModel second, TailCombination combination, long seed) {
        this.first = first;
        this.second = second;
        this.combination = combination;
        this.seed = seed;
    }

    @Override
    public boolean streams() {
        return first.streams() && second.streams();
    }

    @Override
    public DetectorState fit(TrainingSet set, FitMonitor monitor) {
        DetectorState one = first.fit(set, monitor.part(0, 0.1));
        DetectorState other = second.fit(set, monitor.part(0.1, 0.3));
        Map<Integer, List<PatchScores>> ofFirst = unseen(first, set, one, seed, monitor.part(0.3, 0.5));
        Map<Integer, List<PatchScores>> ofSecond = unseen(second, set, other, seed, monitor.part(0.5, 1));
        DetectorState state = DetectorState.EMPTY
                .withPart(FIRST, one.withPart(TAIL, curve(ofFirst)))
                .withPart(SECOND, other.withPart(TAIL, curve(ofSecond)));
        last = new Unseen(state, set, seed, ofFirst, ofSecond);
        monitor.at(1);
        return state;
    }

    private static DetectorState curve(Map<Integer, List<PatchScores>> unseen) {
        ScoreList scores = new ScoreList();
        unseen.values().forEach(views -> views.forEach(scores::add));
        return DetectorState.of(Map.of("", TailCurve.of(scores.values()).numbers()));
    }

    private static Map<Integer, List<PatchScores>> unseen(
            DetectorModel model, TrainingSet set, DetectorState state, long seed, FitMonitor monitor) {
        Map<Integer, List<PatchScores>> unseen = new ConcurrentHashMap<>();
        model.scoreUnseen(set, state, seed, monitor, unseen::put);
        return new TreeMap<>(unseen);
    }

    private static TailCurve curve(DetectorState state) {
        return TailCurve.ofNumbers(state.part(TAIL).numbers(""));
    }

    /** The curves are those of all images: one image in many hardly moves them. */
    @Override
    public void scoreUnseen(
            TrainingSet set, DetectorState fitted, long foldSeed, FitMonitor monitor, UnseenScores scores) {
        Unseen known = last;
        last = null;
        if (known == null || known.state != fitted || known.set != set || known.seed != foldSeed) {
            known = new Unseen(
                    fitted,
                    set,
                    foldSeed,
                    unseen(first, set, fitted.part(FIRST), foldSeed, monitor.part(0, 0.4)),
                    unseen(second, set, fitted.part(SECOND), foldSeed, monitor.part(0.4, 1)));
        }
        TailCurve firstCurve = curve(fitted.part(FIRST));
        TailCurve secondCurve = curve(fitted.part(SECOND));
        for (Map.Entry<Integer, List<PatchScores>> image : known.ofFirst.entrySet()) {
            List<PatchScores> views = image.getValue();
            List<PatchScores> others = known.ofSecond.get(image.getKey());
            List<PatchScores> joined = new ArrayList<>();
            for (int view = 0; view < views.size(); view++) {
                joined.add(join(views.get(view), others.get(view), firstCurve, secondCurve));
            }
            scores.accept(image.getKey(), joined);
        }
        monitor.at(1);
    }

    @Override
    public Detector open(DetectorState state) {
        Detector one = first.open(state.part(FIRST));
        Detector other = second.open(state.part(SECOND));
        TailCurve firstCurve = curve(state.part(FIRST));
        TailCurve secondCurve = curve(state.part(SECOND));
        return new Detector() {
            @Override
            public int dimension() {
                return one.dimension();
            }

            @Override
            public PatchScores score(Embeddings embeddings, DoubleConsumer largest) {
                PatchScores joined = join(one.score(embeddings), other.score(embeddings), firstCurve, secondCurve);
                float most = 0;
                for (float score : joined.scores()) {
                    most = Math.max(most, score);
                }
                largest.accept(most);
                return joined;
            }
        };
    }

    /** Keeps the neighbours of the second, which may have some. */
    private PatchScores join(PatchScores one, PatchScores other, TailCurve firstCurve, TailCurve secondCurve) {
        float[] joined = new float[one.scores().length];
        for (int patch = 0; patch < joined.length; patch++) {
            if (one.inside().contains(patch)) {
                joined[patch] = combination.of(
                        firstCurve.rarity(one.scores()[patch]), secondCurve.rarity(other.scores()[patch]));
            }
        }
        return other.with(joined);
    }

    /** Scores of patches in the region of interest, laid side by side. */
    private static final class ScoreList {
        private float[] values = new float[1024];
        private int size;

        void add(PatchScores view) {
            for (int patch = 0; patch < view.scores().length; patch++) {
                if (view.inside().contains(patch)) {
                    if (size == values.length) {
                        values = Arrays.copyOf(values, 2 * size);
                    }
                    values[size++] = view.scores()[patch];
                }
            }
        }

        float[] values() {
            return Arrays.copyOf(values, size);
        }
    }
}
