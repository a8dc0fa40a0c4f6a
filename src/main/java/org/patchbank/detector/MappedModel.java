package org.patchbank.detector;

import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;

/** A model that learns from and judges embeddings that were changed first, each view by itself; its state is that of the model within. */
public final class MappedModel implements DetectorModel {
    private final DetectorModel model;
    private final UnaryOperator<Embeddings> map;

    /** @param map gives embeddings of the same dimension; safe for concurrent use */
    public MappedModel(DetectorModel model, UnaryOperator<Embeddings> map) {
        this.model = model;
        this.map = map;
    }

    @Override
    public boolean streams() {
        return model.streams();
    }

    @Override
    public DetectorState fit(TrainingSet set, FitMonitor monitor) {
        try (TrainingSet mapped = mapped(set)) {
            return model.fit(mapped, monitor);
        }
    }

    @Override
    public Detector open(DetectorState state) {
        return mapped(model.open(state));
    }

    @Override
    public boolean opensOutside() {
        return model.opensOutside();
    }

    @Override
    public Detector open(DetectorState state, ExternalBank bank) {
        return mapped(model.open(state, bank));
    }

    private Detector mapped(Detector detector) {
        return new Detector() {
            @Override
            public int dimension() {
                return detector.dimension();
            }

            @Override
            public PatchScores score(Embeddings view, DoubleConsumer largest) {
                return detector.score(map.apply(view), largest);
            }
        };
    }

    @Override
    public void scoreUnseen(TrainingSet set, DetectorState fitted, long seed, FitMonitor monitor, UnseenScores scores) {
        try (TrainingSet mapped = mapped(set)) {
            model.scoreUnseen(mapped, fitted, seed, monitor, scores);
        }
    }

    @Override
    public boolean grows() {
        return model.grows();
    }

    @Override
    public double coveringRadius(TrainingSet set, DetectorState state, FitMonitor monitor) {
        return model.coveringRadius(mapped(set), state, monitor);
    }

    @Override
    public DetectorState grow(
            DetectorState state, Known known, TrainingSet added, long seed, FitMonitor monitor, UnseenScores scores) {
        return model.grow(state, known, mapped(added), seed, monitor, scores);
    }

    private TrainingSet mapped(TrainingSet set) {
        EmbeddingTable table = set.table().like(set.table().dimension());
        for (int block = 0; block < set.table().blocks(); block++) {
            table.add(map.apply(set.embeddings(block)).values());
        }
        return set.with(table, set.segments());
    }
}
