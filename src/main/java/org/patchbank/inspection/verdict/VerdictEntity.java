package org.patchbank.inspection.verdict;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A row of {@code verdict}; never changed. */
@Entity
@Table(name = "verdict")
class VerdictEntity {
    @EmbeddedId
    Key key;

    String product;

    @Embedded
    FindingColumns finding;

    String givenBy;
    Instant givenAt;

    @Embeddable
    record Key(UUID inspectionId, int number) {}

    Verdict verdict(List<RegionFinding> regions) {
        return new Verdict(key.inspectionId(), key.number(), finding.finding(), regions, givenBy, givenAt);
    }
}
