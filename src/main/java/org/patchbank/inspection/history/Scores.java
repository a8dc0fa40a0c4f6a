package org.patchbank.inspection.history;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.patchbank.inspection.Quality;
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
    Scores(DataSource database, Clock clock) {
        this(key -> read(database, key), clock);
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

    private static ScoreSample read(DataSource database, Key key) {
        try (Connection connection = database.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false); // rows come in portions only inside a transaction
            try {
                return read(key, connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(before);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the scores of deployment " + key.deployment() + " cannot be read", e);
        }
    }

    private static ScoreSample read(Key key, Connection connection) throws SQLException {
        ScoreSample.Builder sample = new ScoreSample.Builder();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setObject(1, key.deployment());
            statement.setObject(2, key.deployment());
            statement.setArray(
                    3, connection.createArrayOf("int4", key.revisions().toArray()));
            statement.setObject(4, key.from().atOffset(ZoneOffset.UTC));
            statement.setObject(5, key.to().atOffset(ZoneOffset.UTC));
            statement.setFetchSize(AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sample.add(
                            Decision.valueOf(rows.getString(1)),
                            Optional.ofNullable(rows.getString(2)).map(Quality::valueOf),
                            rows.getDouble(3));
                }
            }
        }
        return sample.build();
    }
}
