package org.patchbank.inspection.shadow;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.patchbank.deployment.CalibrationSource;
import org.patchbank.deployment.CandidateRule;
import org.patchbank.deployment.RuleColumns;

/** A row of {@code shadow}. */
@Entity
@DynamicUpdate // how far it has come is written by others
@Table(name = "shadow")
class ShadowEntity {
    @Id
    UUID id;

    UUID deploymentId;
    UUID versionId;
    String referenceSet;
    int version;

    @Enumerated(EnumType.STRING)
    CalibrationSource calibration;

    @Embedded
    RuleColumns rule;

    Instant coversFrom;
    Instant startedAt;
    String startedBy;
    String reason;
    Instant endedAt;
    String endedBy;

    @Enumerated(EnumType.STRING)
    Shadow.Outcome outcome;

    UUID completeBelow;

    void candidate(CandidateRule candidate) {
        versionId = candidate.versionId();
        referenceSet = candidate.referenceSet();
        version = candidate.version();
        calibration = candidate.calibration();
        rule = RuleColumns.of(candidate.rule());
    }

    Shadow shadow() {
        return new Shadow(
                id,
                deploymentId,
                versionId,
                referenceSet,
                version,
                calibration,
                rule.rule(),
                coversFrom,
                startedAt,
                startedBy,
                reason,
                completeBelow,
                Optional.ofNullable(endedAt).map(at -> new Shadow.End(at, endedBy, outcome)));
    }
}
