package org.patchbank.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DefectQueryTest {
    @Test
    void days_are_the_readers() {
        DefectQuery query = days("2026-11-26", "2026-11-26");
        query.zone = "America/New_York";

        assertThat(query.filter().from()).isEqualTo(Instant.parse("2026-11-26T05:00:00Z"));
        assertThat(query.filter().to()).isEqualTo(Instant.parse("2026-11-27T05:00:00Z"));
        assertThat(query.address("/defects/more", "AA")).endsWith("zone=America%2FNew_York");
        assertThat(query.isOpen()).isFalse();
    }

    @Test
    void zone_that_there_is_not_is_the_servers() {
        DefectQuery query = days("2026-11-26", null);
        query.zone = "nowhere";

        assertThat(query.filter().from())
                .isEqualTo(LocalDate.of(2026, 11, 26)
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant());
        assertThat(query.filter().to()).isNull();
    }

    @Test
    void zone_alone_filters_nothing() {
        DefectQuery query = days("", null);
        query.zone = "UTC";

        assertThat(query.isOpen()).isTrue();
        assertThat(query.filter().from()).isNull();
    }

    @Test
    void address_escapes_what_is_asked_for() {
        DefectQuery query = days("", null);
        query.type = "{a} & 50%";

        assertThat(query.address("/defects/more", "AA")).isEqualTo("/defects/more?cursor=AA&type=%7Ba%7D+%26+50%25");
    }

    private static DefectQuery days(String from, String to) {
        DefectQuery query = new DefectQuery();
        query.from = from;
        query.to = to;
        return query;
    }
}
