package org.patchbank.detector.memorybank;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.patchbank.detector.Detector;
import org.patchbank.detector.ExternalBank;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.SearchFigures;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.detector.metric.EmbeddingTransform;
import org.patchbank.detector.search.Metric;
import org.patchbank.detector.search.Neighbours;
import org.patchbank.detector.search.Reweighting;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.platform.Parallel;

/**
 * Scores as {@link MemoryBankDetector} by a bank outside of memory. Others propose rows that may be near, by an approximate index for
 * one; their exact distances can only be too large. So the patches with the highest are compared with the whole bank, in falling order,
 * until no other can be among those that make the image's score: it is exact whatever was proposed. Scores of the other patches may be
 * too high, never above those ({@link PatchScores#exact}).
 */
final class ExternalBankDetector implements Detector {
    private final ExternalBank bank;
    private final EmbeddingTransform transform;
    private final int neighbours;
    private final Metric metric;
    private final Parallel parallel;
    /** Rows in the neighbourhood of {@link Reweighting}; below 2 for none. */
    private final int reweighting;

    /** @param settings without a position radius */
    ExternalBankDetector(ExternalBank bank, EmbeddingTransform transform, BankSettings settings, Parallel parallel) {
        this.bank = bank;
        this.transform = transform;
        this.neighbours = Math.min(settings.neighbours(), bank.rows().rows());
        this.metric = settings.metric();
        this.parallel = parallel;
        this.reweighting =
                Math.min(settings.reweighting().orElse(0), bank.rows().rows());
    }

    @Override
    public int dimension() {
        return bank.rows().dimension();
    }

    @Override
    public PatchScores score(Embeddings embeddings, DoubleConsumer largest) {
        PatchQueries queries = PatchQueries.of(embeddings);
        int size = queries.size();
        if (size == 0) {
            largest.accept(0);
            return PatchScores.none(embeddings);
        }
        EmbeddingTable table = transform.apply(queries.table(), parallel);
        CandidateQueries search = new CandidateQueries(bank.rows(), table, neighbours, metric, parallel);
        int count = Math.min(size, bank.exact().count().applyAsInt(size));
        if (count < size) {
            search.take(bank.candidates().propose(table, neighbours));
        }
        float[] weights = weights(queries, embeddings);
        float[] before = highest(search, size, count, weights);
        search.verifyHighest(1, null);
        int farthest = search.farthest();
        float weight = reweighting < 2 ? 1 : weight(table, farthest, search.nearestRow(farthest));
        largest.accept(weight * search.bound(farthest, null));
        if (count > 1 || weights != null) {
            search.verifyHighest(count, weights);
        }
        boolean asked = search.proposed() > 0;
        bank.listener()
                .accept(new SearchFigures(
                        size,
                        search.proposed(),
                        search.verified(),
                        asked ? search.found() : 0,
                        asked && !Arrays.equals(before, highest(search, size, count, weights))));
        PatchScores scores = queries.scores(search.neighbours(), weight);
        return search.verified() == size ? scores : scores.approximate();
    }

    /** As {@link Reweighting#weight(EmbeddingTable, int, int)}. */
    private float weight(EmbeddingTable table, int query, int nearest) {
        CandidateQueries aroundNearest =
                new CandidateQueries(bank.rows(), bank.rows().table(nearest), reweighting, metric, parallel);
        aroundNearest.verifyHighest(1, null);
        Neighbours around = aroundNearest.neighbours();
        int[] rows = new int[reweighting + 1];
        rows[0] = nearest;
        for (int rank = 0; rank < reweighting; rank++) {
            rows[rank + 1] = around.row(0, rank);
        }
        EmbeddingTable compared = bank.rows().table(rows);
        float[] squared = new float[rows.length];
        float[] scratch = new float[Kernel.SCRATCH];
        for (int i = 0; i < rows.length; i++) {
            squared[i] = Kernels.best()
                    .squaredDistance(
                            table.block(query),
                            table.offset(query),
                            compared.block(i),
                            compared.offset(i),
                            table.dimension(),
                            scratch);
        }
        return Reweighting.weight(metric, squared[0], Arrays.copyOfRange(squared, 1, squared.length));
    }

    private float[] weights(PatchQueries queries, Embeddings embeddings) {
        float[] ofPatches = bank.exact().weights().apply(embeddings.grid());
        if (ofPatches == null) {
            return null;
        }
        float[] weights = new float[queries.size()];
        for (int query = 0; query < weights.length; query++) {
            weights[query] = ofPatches[queries.patch(query)];
        }
        return weights;
    }

    private static float[] highest(CandidateQueries search, int size, int count, float[] weights) {
        float[] bounds = new float[size];
        for (int query = 0; query < size; query++) {
            bounds[query] = search.bound(query, weights);
        }
        Arrays.sort(bounds);
        return Arrays.copyOfRange(bounds, size - count, size);
    }
}
