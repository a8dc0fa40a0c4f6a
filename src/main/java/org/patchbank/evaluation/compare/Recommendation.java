package org.patchbank.evaluation.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which spec to use, and why, in words. Three questions, one after the other:
 *
 * <ol>
 *   <li>Quality: the spec of largest image AUROC, and those that cannot be told from it on these images ({@link PairedAuroc}).
 *   <li>Steadiness, where there are synthetic defects only: of these, whose threshold depends little on which good images it was set on
 *       ({@link Stability}): half again as much as the steadiest's at most.
 *   <li>Cost: of these the best, unless the fastest saves a quarter of its time, or one that is not slower by more than a quarter saves
 *       half of its bytes.
 * </ol>
 *
 * @param trust how far the figures carry
 */
public record Recommendation(String name, String reason, String trust) {
    private static final double LESS_STEADY = 1.5;
    private static final double LESS_TIME = 0.75;
    private static final double LESS_BYTES = 0.5;
    private static final int FEW = 30;
    private static final long SEED = 7;

    static Recommendation of(SpecComparison comparison) {
        return of(comparison.tried().stream().map(Candidate::of).toList(), comparison.synthetic());
    }

    /** @param synthetic whether the defective images were made from good ones */
    static Recommendation of(List<Candidate> candidates, boolean synthetic) {
        List<Candidate> byQuality = candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::auroc).reversed())
                .toList();
        Candidate best = byQuality.get(0);
        List<Candidate> equals = byQuality.stream()
                .filter(other -> other == best || !PairedAuroc.isBetter(best, other, SEED))
                .toList();
        List<Candidate> steady = synthetic ? steady(equals) : equals;
        Candidate leader = steady.get(0);
        Candidate chosen = cheaper(leader, steady);
        List<String> reasons = new ArrayList<>();
        reasons.add(chosen == best ? ahead(byQuality, equals, synthetic) : level(chosen, best));
        if (synthetic) {
            reasons.add(steadiness(chosen, best, steady.contains(best)));
        }
        reasons.add(cost(chosen, leader));
        return new Recommendation(chosen.name(), String.join(" ", reasons), trust(best.defective().length, synthetic));
    }

    private static List<Candidate> steady(List<Candidate> candidates) {
        double least =
                candidates.stream().mapToDouble(Candidate::deviation).min().orElseThrow();
        return candidates.stream()
                .filter(candidate -> candidate.deviation() <= LESS_STEADY * least)
                .toList();
    }

    private static Candidate cheaper(Candidate leader, List<Candidate> candidates) {
        Candidate fastest = candidates.stream()
                .min(Comparator.comparingDouble(Candidate::millis))
                .orElseThrow();
        if (fastest.millis() < LESS_TIME * leader.millis()) {
            return fastest;
        }
        return candidates.stream()
                .filter(candidate -> LESS_TIME * candidate.millis() <= leader.millis())
                .filter(candidate -> candidate.bytes() < LESS_BYTES * leader.bytes())
                .min(Comparator.comparingLong(Candidate::bytes))
                .orElse(leader);
    }

    private static String ahead(List<Candidate> byQuality, List<Candidate> equals, boolean synthetic) {
        Candidate best = byQuality.get(0);
        String lead = byQuality.size() == 1
                ? "it was the only one"
                : words(
                        "the next, %s, reaches %.4f%s",
                        byQuality.get(1).name(),
                        byQuality.get(1).auroc(),
                        equals.contains(byQuality.get(1)) ? ", a difference that these images cannot prove" : "");
        return words(
                "It tells good parts from %s best: image AUROC %.4f; %s.",
                synthetic ? "synthetic defects" : "defective ones", best.auroc(), lead);
    }

    private static String level(Candidate chosen, Candidate best) {
        return words(
                "Its image AUROC of %.4f cannot be told from the best, %.4f of %s, on these images.",
                chosen.auroc(), best.auroc(), best.name());
    }

    private static String steadiness(Candidate chosen, Candidate best, boolean bestIsSteady) {
        return words(
                "Its threshold moves by %.1f %% with the good images that it is set on%s.",
                100 * chosen.deviation(),
                bestIsSteady ? "" : words(", that of %s by %.1f %%", best.name(), 100 * best.deviation()));
    }

    private static String cost(Candidate chosen, Candidate leader) {
        return chosen == leader
                ? words("One part takes %.1f ms, its bank %.2f MB.", chosen.millis(), chosen.bytes() / 1e6)
                : words(
                        "One part takes %.1f ms, its bank %.2f MB; with %s %.1f ms and %.2f MB.",
                        chosen.millis(), chosen.bytes() / 1e6, leader.name(), leader.millis(), leader.bytes() / 1e6);
    }

    private static String trust(int defective, boolean synthetic) {
        if (synthetic) {
            return "There were no defective images. The ranking rests on synthetic defects (pasted cuttings and Perlin noise), on how"
                    + " steady thresholds are, and on cost. Synthetic defects are coarser than most real ones: take it for a first"
                    + " choice, and compare again when real defects have been seen.";
        }
        if (defective < FEW) {
            return "Only %d defective images: differences of several hundredths of AUROC may be chance."
                    .formatted(defective);
        }
        return "It rests on %d defective images of this data set; other kinds of defects may rank the specs otherwise."
                .formatted(defective);
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
