package org.patchbank.detector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Deals images out for cross-validation. */
public final class Folds {
    /** Few enough to be quick; many enough that a fold's images are hardly missed (docs/adr/0007). */
    private static final int COUNT = 20;

    private Folds() {}

    /**
     * Deals out at random, in folds whose sizes differ by one at most.
     *
     * @param images at least one
     * @return {@value #COUNT} folds, or one an image where there are fewer; each ascending
     */
    public static List<List<Integer>> of(List<Integer> images, long seed) {
        return of(images, seed, COUNT);
    }

    /** Work on one fold. */
    @FunctionalInterface
    public interface Work {
        /** @param part of the monitor that hears of this fold */
        void run(List<Integer> fold, FitMonitor part);
    }

    /** Goes through the folds of {@link #of(List, long)}, each with an equal part of the monitor. */
    public static void forEach(List<Integer> images, long seed, FitMonitor monitor, Work work) {
        List<List<Integer>> folds = of(images, seed);
        for (int fold = 0; fold < folds.size(); fold++) {
            FitMonitor part = monitor.part((double) fold / folds.size(), (fold + 1.0) / folds.size());
            work.run(folds.get(fold), part);
            part.at(1);
        }
    }

    /** As above, in another number of folds. */
    public static List<List<Integer>> of(List<Integer> images, long seed, int most) {
        List<Integer> order = new ArrayList<>(images);
        Collections.shuffle(order, new Random(seed));
        int count = Math.min(most, order.size());
        List<List<Integer>> folds = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            int from = order.size() * fold / count;
            folds.add(order.subList(from, order.size() * (fold + 1) / count).stream()
                    .sorted()
                    .toList());
        }
        return folds;
    }
}
