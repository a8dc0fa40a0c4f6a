package org.patchbank.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.patchbank.embedding.Embeddings;

/**
 * A model of its own for each position of views: a tile is compared with what was learned from tiles at its place in the image.
 * Rows of banks are counted on from position to position.
 */
public final class PerPosition implements DetectorModel {
    private static final String POSITIONS = "positions";

    private final DetectorModel model;

    /** @param model fitted once for each position */
    public PerPosition(DetectorModel model) {
        this.model = model;
    }

    private static String part(int position) {
        return "position-" + position;
    }

    @Override
    public boolean streams() {
        return model.streams();
    }

    @Override
    public DetectorState fit(TrainingSet set, FitMonitor monitor) {
        int[] positions = set.positions();
        float[] numbers = new float[positions.length];
        for (int i = 0; i < positions.length; i++) {
            numbers[i] = positions[i];
        }
        DetectorState state = DetectorState.of(Map.of(POSITIONS, numbers));
        for (int i = 0; i < positions.length; i++) {
            FitMonitor share = monitor.part((double) i / positions.length, (i + 1.0) / positions.length);
            try (TrainingSet here = set.at(positions[i])) {
                state = state.withPart(part(positions[i]), model.fit(here, share));
            }
        }
        return state;
    }

    @Override
    public Detector open(DetectorState state) {
        Map<Integer, Detector> detectors = new TreeMap<>();
        Map<Integer, Integer> offsets = new TreeMap<>();
        int rows = 0;
        for (float number : state.numbers(POSITIONS)) {
            DetectorState part = state.part(part((int) number));
            detectors.put((int) number, model.open(part));
            offsets.put((int) number, rows);
            rows += part.bankRows();
        }
        return new Positions(detectors, offsets);
    }

    @Override
    public void scoreUnseen(TrainingSet set, DetectorState fitted, long seed, FitMonitor monitor, UnseenScores scores) {
        int[] positions = set.positions();
        Map<Integer, Map<Integer, PatchScores>> byImage = new TreeMap<>();
        for (int i = 0; i < positions.length; i++) {
            int position = positions[i];
            FitMonitor share = monitor.part((double) i / positions.length, (i + 1.0) / positions.length);
            try (TrainingSet here = set.at(position)) {
                model.scoreUnseen(
                        here,
                        fitted.part(part(position)),
                        seed,
                        share,
                        (image, views) -> byImage.computeIfAbsent(image, number -> new TreeMap<>())
                                .put(position, views.get(0)));
            }
        }
        byImage.forEach((image, views) -> scores.accept(image, new ArrayList<>(views.values())));
    }

    /** One detector a position. */
    private static final class Positions implements Detector {
        private final Map<Integer, Detector> detectors;
        private final Map<Integer, Integer> offsets;

        Positions(Map<Integer, Detector> detectors, Map<Integer, Integer> offsets) {
            this.detectors = detectors;
            this.offsets = offsets;
        }

        @Override
        public int dimension() {
            return detectors.values().iterator().next().dimension();
        }

        @Override
        public PatchScores score(Embeddings embeddings, DoubleConsumer largest) {
            Detector detector = detectors.get(embeddings.view());
            if (detector == null) {
                throw new IllegalArgumentException("nothing was learned at position %d, only at %s"
                        .formatted(embeddings.view(), List.copyOf(detectors.keySet())));
            }
            PatchScores found = detector.score(embeddings, largest);
            int offset = offsets.get(embeddings.view());
            int[] nearest = found.nearest().clone();
            for (int patch = 0; patch < nearest.length; patch++) {
                nearest[patch] += nearest[patch] < 0 ? 0 : offset;
            }
            return new PatchScores(found.grid(), found.scores(), nearest, found.inside());
        }
    }
}
