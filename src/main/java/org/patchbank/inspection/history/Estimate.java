package org.patchbank.inspection.history;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import org.patchbank.scoring.BinomialInterval;

/**
 * How many parts there are of a kind, as far as people have judged them.
 *
 * <p>Those judged are counted. Of the others the same share is expected as among the judged ones of the same decision, since
 * people judge rejects far more often than accepted parts; it has a Wilson interval of 95 % for each decision. The intervals are
 * put together by the method of variance estimates recovery (Zou and Donner, 2008). Where nobody has judged any part of a
 * decision, all or none of them may be of the kind: there is no estimate then, only bounds.
 *
 * @param known parts that people said to be of the kind
 * @param judged parts that people said anything of
 * @param parts of the kind; empty where nobody can know
 */
public record Estimate(long known, long judged, OptionalDouble parts, double low, double high) {
    /**
     * @param strata the parts in question, by what was decided of them then: within one, people judge about at random
     * @param kind how many of some parts are known to be of the kind
     */
    public static Estimate of(List<PartCounts> strata, ToLongFunction<PartCounts> kind) {
        long known = 0;
        long judged = 0;
        double expected = 0;
        double below = 0;
        double above = 0;
        double unknown = 0;
        for (PartCounts counts : strata) {
            known += kind.applyAsLong(counts);
            judged += counts.judged();
            if (counts.judged() == 0) {
                unknown += counts.unjudged();
                continue;
            }
            BinomialInterval share = new BinomialInterval(kind.applyAsLong(counts), counts.judged());
            expected += counts.unjudged() * share.share();
            below += square(counts.unjudged() * (share.share() - share.low()));
            above += square(counts.unjudged() * (share.high() - share.share()));
        }
        double parts = known + expected;
        return new Estimate(
                known,
                judged,
                unknown == 0 ? OptionalDouble.of(parts) : OptionalDouble.empty(),
                Math.max(known, parts - Math.sqrt(below)),
                parts + Math.sqrt(above) + unknown);
    }

    private static double square(double value) {
        return value * value;
    }
}
