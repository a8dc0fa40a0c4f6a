package org.patchbank.inspection.shadow;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
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
import org.patchbank.inspection.CalibrationSource;
import org.patchbank.inspection.Candidate;
import org.patchbank.inspection.LimitColumns;
import org.patchbank.scoring.DecisionRule;

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

    int calibrationImages;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "review_value"))
    @AttributeOverride(name = "method", column = @Column(name = "review_method"))
    @AttributeOverride(name = "wanted", column = @Column(name = "review_wanted"))
    @AttributeOverride(name = "promised", column = @Column(name = "review_promised"))
    @AttributeOverride(name = "low", column = @Column(name = "review_low"))
    @AttributeOverride(name = "high", column = @Column(name = "review_high"))
    @AttributeOverride(name = "extrapolate", column = @Column(name = "review_extrapolate"))
    LimitColumns review;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "reject_value"))
    @AttributeOverride(name = "method", column = @Column(name = "reject_method"))
    @AttributeOverride(name = "wanted", column = @Column(name = "reject_wanted"))
    @AttributeOverride(name = "promised", column = @Column(name = "reject_promised"))
    @AttributeOverride(name = "low", column = @Column(name = "reject_low"))
    @AttributeOverride(name = "high", column = @Column(name = "reject_high"))
    @AttributeOverride(name = "extrapolate", column = @Column(name = "reject_extrapolate"))
    LimitColumns reject;

    Instant coversFrom;
    Instant startedAt;
    String startedBy;
    String reason;
    Instant endedAt;
    String endedBy;

    @Enumerated(EnumType.STRING)
    Shadow.Outcome outcome;

    UUID completeBelow;

    void candidate(Candidate candidate) {
        versionId = candidate.versionId();
        referenceSet = candidate.referenceSet();
        version = candidate.version();
        calibration = candidate.calibration();
        calibrationImages = candidate.rule().reject().calibrationImages();
        review = LimitColumns.of(candidate.rule().review());
        reject = LimitColumns.of(candidate.rule().reject());
    }

    Shadow shadow() {
        return new Shadow(
                id,
                deploymentId,
                versionId,
                referenceSet,
                version,
                calibration,
                new DecisionRule(review.threshold(calibrationImages), reject.threshold(calibrationImages)),
                coversFrom,
                startedAt,
                startedBy,
                reason,
                completeBelow,
                Optional.ofNullable(endedAt).map(at -> new Shadow.End(at, endedBy, outcome)));
    }
}
