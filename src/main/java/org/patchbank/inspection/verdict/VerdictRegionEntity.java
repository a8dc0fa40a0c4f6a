package org.patchbank.inspection.verdict;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code verdict_region}; never changed. */
@Entity
@Table(name = "verdict_region")
class VerdictRegionEntity {
    @EmbeddedId
    Key key;

    String product;

    @Embedded
    FindingColumns finding;

    @Embeddable
    record Key(UUID inspectionId, int number, int region) {}

    RegionFinding regionFinding() {
        return new RegionFinding(key.region(), finding.finding());
    }
}
