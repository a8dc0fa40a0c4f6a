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
import org.patchbank.scoring.Threshold;
import org.patchbank.scoring.ThresholdMethod;

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
    Limit review;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "reject_value"))
    @AttributeOverride(name = "method", column = @Column(name = "reject_method"))
    @AttributeOverride(name = "wanted", column = @Column(name = "reject_wanted"))
    @AttributeOverride(name = "promised", column = @Column(name = "reject_promised"))
    @AttributeOverride(name = "low", column = @Column(name = "reject_low"))
    @AttributeOverride(name = "high", column = @Column(name = "reject_high"))
    @AttributeOverride(name = "extrapolate", column = @Column(name = "reject_extrapolate"))
    Limit reject;

    int calibrationImages;
    String reason;
    Instant madeAt;

    void rule(DecisionRule rule) {
        review = Limit.of(rule.review());
        reject = Limit.of(rule.reject());
        calibrationImages = rule.reject().calibrationImages();
    }

    DecisionRule rule() {
        return new DecisionRule(review.threshold(calibrationImages), reject.threshold(calibrationImages));
    }

    ThresholdChange change() {
        return new ThresholdChange(key.revision, referenceSet, version, calibration, rule(), reason, madeAt);
    }

    /** Which deployment, and the how manieth change. */
    @Embeddable
    record Key(@Column(name = "deployment_id") UUID deployment, int revision) {}

    /** One of the two limits. */
    @Embeddable
    static class Limit {
        double value;

        @Enumerated(EnumType.STRING)
        ThresholdMethod method;

        double wanted;
        double promised;
        double low;
        double high;
        boolean extrapolate;

        static Limit of(Threshold threshold) {
            Limit limit = new Limit();
            limit.value = threshold.value();
            limit.method = threshold.method();
            limit.wanted = threshold.falseRejectWanted();
            limit.promised = threshold.falseRejectPromised();
            limit.low = threshold.low();
            limit.high = threshold.high();
            limit.extrapolate = threshold.extrapolationWanted();
            return limit;
        }

        Threshold threshold(int calibrationImages) {
            return new Threshold(value, method, wanted, promised, low, high, calibrationImages, extrapolate);
        }
    }
}
