package org.patchbank.evaluation.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.patchbank.evaluation.compare.Comparison.Tried;

/**
 * Which spec to use, and why, in words.
 *
 * <p>The one of largest image AUROC, unless others cannot be told from it on these images ({@link PairedAuroc}): then the fastest of
 * those, if it saves a quarter of the time.
 *
 * @param trust how far the figures carry
 */
public record Recommendation(String name, String reason, String trust) {
    private static final double WORTH_WHILE = 0.75;
    private static final long SEED = 7;

    static Recommendation of(Comparison comparison) {
        List<Tried> byQuality = comparison.tried().stream()
                .sorted(Comparator.comparingDouble(Recommendation::auroc).reversed())
                .toList();
        Tried best = byQuality.get(0);
        Tried fastest = byQuality.stream()
                .filter(other -> other == best || !PairedAuroc.isBetter(best.result(), other.result(), SEED))
                .min(Comparator.comparingDouble(Recommendation::millis))
                .orElse(best);
        boolean saves = millis(fastest) < WORTH_WHILE * millis(best);
        return saves && fastest != best
                ? new Recommendation(fastest.name(), cheaper(fastest, best), trust(comparison))
                : new Recommendation(best.name(), better(best, byQuality), trust(comparison));
    }

    private static String better(Tried best, List<Tried> byQuality) {
        String lead = byQuality.size() == 1
                ? "it was the only one"
                : String.format(
                        Locale.ROOT,
                        "the next, %s, reaches %.4f%s",
                        byQuality.get(1).name(),
                        auroc(byQuality.get(1)),
                        PairedAuroc.isBetter(best.result(), byQuality.get(1).result(), SEED)
                                ? ""
                                : ", a difference that these images cannot prove, but it is not faster by a quarter");
        return String.format(
                Locale.ROOT,
                "It tells good from defective parts best: image AUROC %.4f; %s. One part takes %.1f ms.",
                auroc(best),
                lead,
                millis(best));
    }

    private static String cheaper(Tried fastest, Tried best) {
        return String.format(
                Locale.ROOT,
                "Its image AUROC of %.4f cannot be told from the best, %.4f of %s, on these images, and one part takes"
                        + " %.1f ms instead of %.1f.",
                auroc(fastest),
                auroc(best),
                best.name(),
                millis(fastest),
                millis(best));
    }

    private static String trust(Comparison comparison) {
        long defective = comparison.tried().get(0).result().defective();
        if (comparison.synthetic()) {
            return "There were no defective images. The ranking rests on synthetic defects (pasted cuttings and Perlin noise), on how"
                    + " steady thresholds are, and on cost. Synthetic defects are coarser than most real ones: take it for a first"
                    + " choice, and compare again when real defects have been seen.";
        }
        if (defective < 30) {
            return "Only %d defective images: differences of several hundredths of AUROC may be chance."
                    .formatted(defective);
        }
        return "It rests on %d defective images of this data set; other kinds of defects may rank the specs otherwise."
                .formatted(defective);
    }

    static double auroc(Tried tried) {
        return tried.result().imageMetrics().map(metrics -> metrics.auroc()).orElse(0.0);
    }

    static double millis(Tried tried) {
        return tried.result().latency().p50();
    }
}
