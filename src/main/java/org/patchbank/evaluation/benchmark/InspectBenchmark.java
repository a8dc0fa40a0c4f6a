package org.patchbank.evaluation.benchmark;

import java.util.List;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.MemoryBank;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.pipeline.fit.OpenedDetector;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;

/** One image at a time from bytes to decision, against the network's own share of it; and on to map and regions. */
final class InspectBenchmark {
    private static final int WARM_UP = 100;

    /**
     * Milliseconds from bytes to decision, unless named otherwise.
     *
     * @param answerP50Ms median until the exact map and the regions are there too
     * @param ratio of the decision to the backbone, both medians
     */
    record Figures(
            double p50Ms,
            double p95Ms,
            double p99Ms,
            double backboneP50Ms,
            double searchP50Ms,
            double answerP50Ms,
            double answerP99Ms,
            double ratio,
            int images,
            int bank) {}

    private InspectBenchmark() {}

    static Figures run(
            MemoryBank bank,
            List<byte[]> images,
            int turns,
            DetectorSpec spec,
            PatchEmbedder embedder,
            ImageDecoder decoder,
            Parallel parallel) {
        Inspector inspector = new Inspector(
                decoder, embedder, OpenedDetector.open(spec, DetectorState.of(bank), embedder, parallel), spec);
        Threshold limit = new Calibration(new double[] {1}).manual(Double.MAX_VALUE);
        DecisionRule rule = new DecisionRule(limit, limit);
        double[] total = new double[turns];
        double[] backbone = new double[turns];
        double[] search = new double[turns];
        double[] answer = new double[turns];
        for (int turn = -WARM_UP; turn < turns; turn++) {
            byte[] image = images.get(Math.floorMod(turn, images.size()));
            StageTimes times = new StageTimes();
            long start = System.nanoTime();
            inspector.examine(image, rule, times);
            if (turn >= 0) {
                answer[turn] = Times.millisSince(start);
                total[turn] = times.decisionMillis();
                backbone[turn] = times.millis(Stage.BACKBONE);
                search[turn] = times.millis(Stage.SEARCH);
            }
        }
        Times all = new Times(total);
        double p50 = all.quantile(0.5);
        double backboneP50 = new Times(backbone).quantile(0.5);
        return new Figures(
                p50,
                all.quantile(0.95),
                all.quantile(0.99),
                backboneP50,
                new Times(search).quantile(0.5),
                new Times(answer).quantile(0.5),
                new Times(answer).quantile(0.99),
                p50 / backboneP50,
                images.size(),
                bank.size());
    }
}
