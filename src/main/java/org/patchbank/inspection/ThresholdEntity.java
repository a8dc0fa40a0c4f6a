package org.patchbank.inspection;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.patchbank.scoring.DecisionRule;

/** A row of {@code deployment_threshold}; never changed. */
@Entity
@Table(name = "deployment_threshold")
class ThresholdEntity {
    @EmbeddedId
    Key key;

    String referenceSet;
    int version;
    String setFactory;
    String setLine;

    @Enumerated(EnumType.STRING)
    CalibrationSource calibration;

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

    int calibrationImages;
    String reason;
    Instant madeAt;

    /** Null where it was not written down. */
    UUID versionId;

    /** Null where the caller did not say. */
    String madeBy;

    void rule(DecisionRule rule) {
        review = LimitColumns.of(rule.review());
        reject = LimitColumns.of(rule.reject());
        calibrationImages = rule.reject().calibrationImages();
    }

    DecisionRule rule() {
        return new DecisionRule(review.threshold(calibrationImages), reject.threshold(calibrationImages));
    }

    ThresholdChange change() {
        return new ThresholdChange(key.revision, referenceSet, version, calibration, rule(), reason, madeAt, madeBy);
    }

    /** Which deployment, and the how manieth change. */
    @Embeddable
    record Key(@Column(name = "deployment_id") UUID deployment, int revision) {}
}
