package org.patchbank.inspection.history;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.patchbank.inspection.Quality;
import org.patchbank.platform.database.Sql;
import org.patchbank.scoring.Decision;

/**
 * Recorded scores of deployments, kept in memory for as long as somebody is moving limits over them: until nobody has asked for
 * them for two minutes. After a quarter of an hour they are read anew, while those of before still answer. Four samples at a time, of
 * eight bytes a score.
 */
@ApplicationScoped
class Scores {
    private static final Duration UNUSED = Duration.ofMinutes(2);
    private static final Duration OLD = Duration.ofMinutes(15);
    private static final int SAMPLES = 4;
    private static final int AT_ONCE = 50_000;

    private static final String READ = """
            select i.decision, v.quality, i.score
            from inspection i left join current_verdict v on v.inspection_id = i.id and v.deployment_id = ?
            where i.deployment_id = ? and i.revision = any (?)
                and i.id >= inspection_id_at(?) and i.id < inspection_id_at(?)""";

    private final LoadingCache<Key, Kept> kept;

    @Inject
    Scores(Sql sql, Clock clock) {
        this(key -> read(sql, key), clock);
    }

    Scores(Function<Key, ScoreSample> read, Clock clock) {
        kept = Caffeine.newBuilder()
                .maximumSize(SAMPLES)
                .expireAfterAccess(UNUSED)
                .refreshAfterWrite(OLD)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build(key -> {
                    Instant now = clock.instant();
                    return new Kept(read.apply(key), now);
                });
    }

    /**
     * Which scores.
     *
     * @param revisions of the deployment
     * @param to exclusive
     */
    record Key(UUID deployment, List<Integer> revisions, Instant from, Instant to) {}

    /** @param readAt when it was read: what came later is not in it */
    record Kept(ScoreSample sample, Instant readAt) {}

    /** The first caller of a sample reads; others who want the same wait and find it read. */
    Kept of(Key key) {
        return kept.get(key);
    }

    private static ScoreSample read(Sql sql, Key key) {
        ScoreSample.Builder sample = new ScoreSample.Builder();
        sql.each(
                READ,
                AT_ONCE,
                row -> sample.add(
                        Decision.valueOf(row.getString(1)),
                        Optional.ofNullable(row.getString(2)).map(Quality::valueOf),
                        row.getDouble(3)),
                key.deployment(),
                key.deployment(),
                key.revisions().toArray(Integer[]::new),
                key.from(),
                key.to());
        return sample.build();
    }
}
