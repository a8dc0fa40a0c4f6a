package org.patchbank.deployment;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import org.patchbank.scoring.DecisionRule;

/** The two limits of a rule as tables have them, and how many images they rest on. */
@Embeddable
public class RuleColumns {
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

    public static RuleColumns of(DecisionRule rule) {
        RuleColumns columns = new RuleColumns();
        columns.review = LimitColumns.of(rule.review());
        columns.reject = LimitColumns.of(rule.reject());
        columns.calibrationImages = rule.reject().calibrationImages();
        return columns;
    }

    public DecisionRule rule() {
        return new DecisionRule(review.threshold(calibrationImages), reject.threshold(calibrationImages));
    }
}
