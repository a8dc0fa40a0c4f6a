package org.patchbank.deployment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** A row of {@code deployment_calibration}. */
@Entity
@Table(name = "deployment_calibration")
class CalibrationEntity {
    @EmbeddedId
    Key key;

    String name;
    int width;
    int height;
    UUID versionId;
    Double score;
    String refusalCode;
    Instant addedAt;
    String addedBy;
    String node;

    /** An image is a deployment's once. */
    @Embeddable
    record Key(@Column(name = "deployment_id") UUID deployment, String sha256) {}

    static CalibrationEntity of(UUID deployment, CalibrationImage image) {
        CalibrationEntity row = new CalibrationEntity();
        row.key = new Key(deployment, image.sha256());
        row.name = image.name();
        row.width = image.width();
        row.height = image.height();
        row.versionId = image.versionId();
        row.score = image.score().isPresent() ? image.score().getAsDouble() : null;
        row.refusalCode = image.refusal().orElse(null);
        row.addedAt = image.addedAt();
        row.addedBy = image.addedBy().orElse(null);
        row.node = image.node();
        return row;
    }

    CalibrationImage image() {
        return new CalibrationImage(
                key.sha256(),
                name,
                width,
                height,
                versionId,
                score == null ? OptionalDouble.empty() : OptionalDouble.of(score),
                Optional.ofNullable(refusalCode),
                addedAt,
                Optional.ofNullable(addedBy),
                node);
    }
}
