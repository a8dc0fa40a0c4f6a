package org.patchbank.inspection.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jboss.logging.Logger;

/** Makes the partitions of inspections, one a month, before they are needed. */
@ApplicationScoped
class Months {
    private static final Logger LOG = Logger.getLogger(Months.class);

    private final EntityManager database;
    private final Clock clock;
    private final HistorySettings settings;

    Months(EntityManager database, Clock clock, HistorySettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    /** Makes what is missing; inspections that wait for it wait a few seconds at most, else it is left for the next time. */
    @Transactional
    void makeAhead() {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        Instant last = now.plusMonths(settings.monthsAhead()).toInstant();
        database.createNativeQuery("set local lock_timeout = '3s'").executeUpdate();
        Number made = (Number) database.createNativeQuery("select make_inspection_months(:first, :last)")
                .setParameter("first", now.toInstant())
                .setParameter("last", last)
                .getSingleResult();
        if (made.intValue() > 0) {
            LOG.infof("Made partitions for %d months of inspections", made.intValue());
        }
    }
}
