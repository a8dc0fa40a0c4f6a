package org.patchbank.deployment;

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
    RuleColumns rule;

    String reason;
    Instant madeAt;

    /** Null where it was not written down. */
    UUID versionId;

    /** Null where the caller did not say. */
    String madeBy;

    DecisionRule rule() {
        return rule.rule();
    }

    ThresholdChange change() {
        return new ThresholdChange(key.revision, referenceSet, version, calibration, rule(), reason, madeAt, madeBy);
    }

    /** Which deployment, and the how manieth change. */
    @Embeddable
    record Key(@Column(name = "deployment_id") UUID deployment, int revision) {}
}
