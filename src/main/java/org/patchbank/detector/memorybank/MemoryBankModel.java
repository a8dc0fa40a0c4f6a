package org.patchbank.detector.memorybank;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.ExternalBank;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.Folds;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.UnseenScores;
import org.patchbank.detector.bank.BankSelection;
import org.patchbank.detector.bank.BankStorage;
import org.patchbank.detector.bank.KMeans;
import org.patchbank.detector.bank.KMeans.Prototypes;
import org.patchbank.detector.bank.RandomSubset;
import org.patchbank.detector.coreset.Coreset;
import org.patchbank.detector.metric.EmbeddingTransform;
import org.patchbank.detector.metric.UnitLength;
import org.patchbank.detector.search.Metric;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;

/**
 * A bank of good embeddings, searched for the nearest (PatchCore, Roth et al. 2022): a coreset, prototypes, a random subset or all
 * of them, changed as the metric wants ({@link EmbeddingTransform}) before they are chosen, and kept as they are or as codes.
 */
public final class MemoryBankModel implements DetectorModel {
    private static final String BANK = "";
    private static final String WHITENING = "whitening";

    private final BankSettings settings;
    private final PatchGrid grid;
    private final long seed;
    private final Parallel parallel;

    /**
     * How many embeddings are kept.
     *
     * @param ratio share of all, in (0, 1]
     * @param absolute a number instead, where present
     */
    public record Size(double ratio, OptionalInt absolute) {
        int of(int rows) {
            return Math.max(1, Math.min(absolute.orElse((int) (ratio * rows)), rows));
        }
    }

    /** A greedy coreset of 32-bit floats. */
    public MemoryBankModel(Size size, int neighbours, Metric metric, long seed, Parallel parallel) {
        this(BankSettings.plain(size, neighbours).with(metric), new PatchGrid(1, 1), seed, parallel);
    }

    /** @param grid of a view; of use with a position radius only */
    public MemoryBankModel(BankSettings settings, PatchGrid grid, long seed, Parallel parallel) {
        this.settings = settings;
        this.grid = grid;
        this.seed = seed;
        this.parallel = parallel;
    }

    @Override
    public DetectorState fit(TrainingSet set, FitMonitor monitor) {
        EmbeddingTransform transform = transform(set.table(), set.rows());
        TrainingSet moved = moved(set, transform);
        MemoryBank bank = choose(moved, monitor);
        close(moved, set);
        return StoredBank.state(bank, settings.storage(), seed, parallel)
                .withPart(WHITENING, DetectorState.of(transform.numbers()));
    }

    @Override
    public Detector open(DetectorState state) {
        return new MemoryBankDetector(
                StoredBank.open(state, settings.storage(), parallel), opened(state), settings, grid, parallel);
    }

    @Override
    public boolean opensOutside() {
        return settings.storage() == BankStorage.FLOAT32
                && settings.positionRadius().isEmpty();
    }

    @Override
    public Detector open(DetectorState state, ExternalBank bank) {
        if (!opensOutside()) {
            return DetectorModel.super.open(state, bank);
        }
        return new ExternalBankDetector(bank, opened(state), settings, parallel);
    }

    /**
     * Scores each image by a bank that has seen all but it, where that has a short way; otherwise by folds.
     *
     * <p>A coreset is chosen without a fold and grown ({@link LeaveOneOut}). From all embeddings and from a random subset the image's own
     * are left out. Of the prototypes those that stand for some of the image's are replaced by the means of the others they stand for.
     * Whitening is always fitted without the fold.
     */
    @Override
    public void scoreUnseen(
            TrainingSet set, DetectorState fitted, long foldSeed, FitMonitor monitor, UnseenScores scores) {
        boolean whitened = settings.metric() == Metric.MAHALANOBIS;
        boolean done = settings.plainScores()
                && switch (settings.selection()) {
                    case GREEDY -> scoreByGrownBanks(set, foldSeed, monitor, scores);
                    case RANDOM, EVERYTHING -> scoreByRowsLeftOut(set, foldSeed, monitor, scores);
                    case K_MEANS -> !whitened && scoreByPrototypesLeftOut(set, fitted, monitor, scores);
                };
        if (!done) {
            DetectorModel.super.scoreUnseen(set, fitted, foldSeed, monitor, scores);
        }
    }

    private boolean scoreByGrownBanks(TrainingSet set, long foldSeed, FitMonitor monitor, UnseenScores scores) {
        if (settings.metric() == Metric.MAHALANOBIS) {
            Folds.forEach(set.learned(), foldSeed, monitor, (fold, part) -> {
                try (TrainingSet moved =
                        moved(set, transform(set.table(), set.without(fold).rows()))) {
                    scoreFold(moved, new Coreset(moved.table(), parallel), fold, part, scores);
                }
            });
        } else {
            TrainingSet moved = moved(set, transform(set.table(), set.rows()));
            Coreset coreset = new Coreset(moved.table(), parallel);
            Folds.forEach(
                    set.learned(), foldSeed, monitor, (fold, part) -> scoreFold(moved, coreset, fold, part, scores));
            close(moved, set);
        }
        return true;
    }

    private void scoreFold(
            TrainingSet moved, Coreset coreset, List<Integer> fold, FitMonitor part, UnseenScores scores) {
        int[] bank = greedy(coreset, moved.without(fold).rows(), part.part(0, 0.8));
        LeaveOneOut leaveOneOut = new LeaveOneOut(moved, coreset, bank, fold, settings, seed, parallel);
        for (int i = 0; i < fold.size(); i++) {
            scores.accept(fold.get(i), leaveOneOut.score(fold.get(i)));
            part.at(0.8 + 0.2 * (i + 1) / fold.size());
        }
    }

    /** Gives up a set that was made of another. */
    private static void close(TrainingSet moved, TrainingSet set) {
        if (moved.table() != set.table()) {
            moved.close();
        }
    }

    /** @return false if an image is all there is in the bank; then nothing was done */
    private boolean scoreByRowsLeftOut(TrainingSet set, long foldSeed, FitMonitor monitor, UnseenScores scores) {
        int[] chosen = chooseAtRandom(set.rows());
        Map<Integer, BitSet> own = new HashMap<>();
        for (int row = 0; row < chosen.length; row++) {
            own.computeIfAbsent(set.imageOf(chosen[row]), image -> new BitSet()).set(row);
        }
        if (own.size() == 1) {
            return false;
        }
        List<List<Integer>> folds =
                settings.metric() == Metric.MAHALANOBIS ? Folds.of(set.learned(), foldSeed) : List.of(set.learned());
        int done = 0;
        for (List<Integer> images : folds) {
            TrainingSet known = folds.size() == 1 ? set : set.without(images);
            TrainingSet moved = moved(set, transform(set.table(), known.rows()));
            EmbeddingTable rows = moved.table().copy(chosen);
            EmbeddingTable kept =
                    StoredBank.keeping(rows, settings.storage(), seed, parallel).apply(rows);
            LeaveImageOut leaveOut = new LeaveImageOut(moved, kept, settings, parallel);
            for (int image : images) {
                BitSet without = own.getOrDefault(image, new BitSet());
                scores.accept(
                        image, leaveOut.score(image, without, moved.table().copy(new int[0])));
                monitor.at((double) ++done / set.learned().size());
            }
            close(moved, set);
        }
        return true;
    }

    /** @return false if some image has a part in every prototype; then nothing was done */
    private boolean scoreByPrototypesLeftOut(
            TrainingSet set, DetectorState fitted, FitMonitor monitor, UnseenScores scores) {
        MemoryBank bank = StoredBank.open(fitted, settings.storage(), parallel);
        TrainingSet moved = moved(set, transform(set.table(), set.rows()));
        LeavePrototypesOut prototypes = new LeavePrototypesOut(moved, bank.vectors(), settings.metric(), parallel);
        if (set.learned().stream().anyMatch(image -> prototypes.of(image).cardinality() == bank.size())) {
            return false;
        }
        EmbeddingTable rows = EmbeddingTable.of(bank.vectors(), bank.dimension());
        UnaryOperator<EmbeddingTable> keeping = StoredBank.keeping(rows, settings.storage(), seed, parallel);
        LeaveImageOut leaveOut = new LeaveImageOut(moved, rows, settings, parallel);
        int done = 0;
        for (int image : set.learned()) {
            EmbeddingTable instead = keeping.apply(prototypes.without(image));
            scores.accept(image, leaveOut.score(image, prototypes.of(image), instead));
            monitor.at((double) ++done / set.learned().size());
        }
        close(moved, set);
        return true;
    }

    /** Where rows are chosen by their distances and kept as they are, and scores can only shrink when rows are added. */
    @Override
    public boolean grows() {
        return settings.selection() == BankSelection.GREEDY
                && settings.storage() == BankStorage.FLOAT32
                && settings.plainScores();
    }

    @Override
    public double coveringRadius(TrainingSet set, DetectorState state, FitMonitor monitor) {
        requireGrows();
        return GrownBank.coveringRadius(set, state.bank(BANK), opened(state), monitor, parallel);
    }

    @Override
    public DetectorState grow(
            DetectorState state,
            Known known,
            TrainingSet added,
            long foldSeed,
            FitMonitor monitor,
            UnseenScores scores) {
        requireGrows();
        GrownBank grown = new GrownBank(state.bank(BANK), known, moved(added, opened(state)), settings, parallel);
        grown.scoreUnseen(foldSeed, monitor, scores);
        return state.withBank(BANK, grown.bank());
    }

    private void requireGrows() {
        if (!grows()) {
            throw new UnsupportedOperationException("a bank of such settings does not grow");
        }
    }

    private EmbeddingTransform opened(DetectorState state) {
        return settings.metric().open(state.part(WHITENING).numbers());
    }

    private EmbeddingTransform transform(EmbeddingTable table, int[] rows) {
        return settings.metric().fit(table, rows, settings.shrinkage(), parallel);
    }

    private TrainingSet moved(TrainingSet set, EmbeddingTransform transform) {
        EmbeddingTable table = transform.apply(set.table(), parallel);
        return table == set.table() ? set : set.with(table, set.segments());
    }

    private MemoryBank choose(TrainingSet set, FitMonitor monitor) {
        int[] rows = set.rows();
        return switch (settings.selection()) {
            case GREEDY -> MemoryBank.of(set, greedy(new Coreset(set.table(), parallel), rows, monitor));
            case RANDOM, EVERYTHING -> MemoryBank.of(set, chooseAtRandom(rows));
            case K_MEANS -> prototypes(set, rows, monitor);
        };
    }

    private int[] chooseAtRandom(int[] rows) {
        return settings.selection() == BankSelection.EVERYTHING
                ? rows
                : RandomSubset.of(rows, settings.size().of(rows.length), seed);
    }

    private MemoryBank prototypes(TrainingSet set, int[] rows, FitMonitor monitor) {
        Prototypes found =
                new KMeans(set.table(), rows, parallel).run(settings.size().of(rows.length), seed, monitor::at);
        EmbeddingTable vectors = EmbeddingTable.of(found.vectors(), set.table().dimension());
        return new MemoryBank(
                vectors.dimension(),
                settings.metric() == Metric.COSINE
                        ? new UnitLength().apply(vectors, parallel).block(0)
                        : vectors.block(0),
                Arrays.stream(found.origins()).map(set::imageOf).toArray(),
                Arrays.stream(found.origins()).map(set::patchOf).toArray());
    }

    private int[] greedy(Coreset coreset, int[] rows, FitMonitor monitor) {
        int wanted = settings.size().of(rows.length);
        int[] chosen = coreset.select(rows, wanted, first(rows), count -> {
            monitor.at((double) count / wanted);
            return true;
        });
        monitor.at(1);
        return chosen;
    }

    /** Where the greedy choice starts: seed 0 takes the first row, others spread over all (Fibonacci hashing). */
    private int first(int[] rows) {
        return (int) Long.remainderUnsigned(seed * 0x9E3779B97F4A7C15L, rows.length);
    }
}
