package org.patchbank.inspection.shadow;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.patchbank.inspection.InspectionPictures;
import org.patchbank.inspection.shadow.ShadowScores.Judged;
import org.patchbank.inspection.shadow.ShadowScores.Row;
import org.patchbank.platform.TimeOrderedId;
import org.patchbank.serving.ShadowBanks;

/**
 * Scores what shadows have missed from the kept images: because the queue was full, a node died, or the inspections are older than the
 * shadow. One node at a time does so for a shadow; where that node dies, another goes on.
 */
@ApplicationScoped
class ShadowCatchUp {
    private static final int AT_ONCE = 32;
    private static final Duration CLAIM = Duration.ofMinutes(1);

    /** An inspection takes its id when it begins, and is committed within this time or not at all. */
    private static final Duration COMMITTED_WITHIN = Duration.ofMinutes(2);

    private final ShadowStore store;
    private final ShadowScores scores;
    private final ShadowBanks banks;
    private final InspectionPictures pictures;
    private final Courtesy courtesy;
    private final ShadowScorer beside;
    private final ShadowSettings settings;
    private final Clock clock;

    ShadowCatchUp(
            ShadowStore store,
            ShadowScores scores,
            ShadowBanks banks,
            InspectionPictures pictures,
            Courtesy courtesy,
            ShadowScorer beside,
            ShadowSettings settings,
            Clock clock) {
        this.store = store;
        this.scores = scores;
        this.banks = banks;
        this.pictures = pictures;
        this.courtesy = courtesy;
        this.beside = beside;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Scores the oldest of the missed ones.
     *
     * @param shadow as it is in the database now
     * @return whether there may be more
     * @throws org.patchbank.platform.PatchbankException if it has to be tried another time
     */
    boolean some(Shadow shadow) throws InterruptedException {
        banks.keep(shadow.versionId());
        if (!store.claim(shadow.id(), CLAIM)) {
            return false;
        }
        UUID bound = TimeOrderedId.firstAt(clock.instant().minus(settings.missedAfter()));
        UUID settled = TimeOrderedId.firstAt(clock.instant().minus(COMMITTED_WITHIN));
        List<Judged> missed = scores.missed(shadow, bound, AT_ONCE);
        score(shadow, missed);
        boolean more = missed.size() == AT_ONCE;
        UUID done = more ? missed.get(AT_ONCE - 1).inspection() : settled;
        store.complete(shadow, done.compareTo(settled) < 0 ? done : settled);
        return more;
    }

    /** What was scored before something went wrong is kept. */
    private void score(Shadow shadow, List<Judged> missed) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        try {
            for (Judged judged : missed) {
                courtesy.await();
                rows.add(new Row(shadow.id(), judged, score(shadow, judged), true));
            }
        } finally {
            if (!rows.isEmpty()) {
                scores.keep(rows);
            }
        }
    }

    private Scored score(Shadow shadow, Judged judged) {
        Scored scored = Scored.by(() -> banks.score(shadow.versionId(), pictures.original(judged.inspection())));
        beside.metrics().scored(scored, true);
        return scored;
    }
}
