package org.patchbank.inspection.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jboss.logging.Logger;
import org.patchbank.platform.database.Sql;

/** Makes the partitions of inspections, one a month, before they are needed. */
@ApplicationScoped
class Months {
    private static final Logger LOG = Logger.getLogger(Months.class);

    private final Sql sql;
    private final Clock clock;
    private final HistorySettings settings;

    Months(Sql sql, Clock clock, HistorySettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.settings = settings;
    }

    /** Makes what is missing; inspections that wait for it wait a few seconds at most, else it is left for the next time. */
    @Transactional
    void makeAhead() {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        Instant last = now.plusMonths(settings.monthsAhead()).toInstant();
        sql.change("set local lock_timeout = '3s'");
        int made = sql.first("select make_inspection_months(?, ?)", row -> row.getInt(1), now.toInstant(), last)
                .orElseThrow();
        if (made > 0) {
            LOG.infof("Made partitions for %d months of inspections", made);
        }
    }
}
