package org.patchbank.deployment;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.patchbank.scoring.Threshold;
import org.patchbank.scoring.ThresholdMethod;

/** A limit as tables have it; how many images it rests on is a column that two of them share. */
@Embeddable
class LimitColumns {
    double value;

    @Enumerated(EnumType.STRING)
    ThresholdMethod method;

    double wanted;
    double promised;
    double low;
    double high;
    boolean extrapolate;

    static LimitColumns of(Threshold threshold) {
        LimitColumns limit = new LimitColumns();
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
