package org.patchbank.deployment;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code deployment}. */
@Entity
@Table(name = "deployment")
class DeploymentEntity {
    @Id
    UUID id;

    String factory;
    String product;
    String line;
    UUID versionId;
    int revision;
    Instant createdAt;
    Instant removedAt;
    Integer rollingLast;
    Integer rollingEvery;
    Double rollingBound;
    Double rollingShift;

    @Enumerated(EnumType.STRING)
    Rolling.Bound rollingStopped;

    Instant rollingSince;
    UUID rollingSeen;
    Instant rollingCheckedAt;

    Optional<Rolling> rolling() {
        return rollingLast == null
                ? Optional.empty()
                : Optional.of(new Rolling(
                        new RollingPlan(rollingLast, rollingEvery, rollingBound),
                        rollingShift,
                        Optional.ofNullable(rollingStopped),
                        rollingSince,
                        Optional.ofNullable(rollingSeen),
                        Optional.ofNullable(rollingCheckedAt)));
    }

    /** @param rolling null for none */
    void rolling(Rolling rolling) {
        rollingLast = rolling == null ? null : rolling.plan().last();
        rollingEvery = rolling == null ? null : rolling.plan().every();
        rollingBound = rolling == null ? null : rolling.plan().bound();
        rollingShift = rolling == null ? null : rolling.shift();
        rollingStopped = rolling == null ? null : rolling.stopped().orElse(null);
        rollingSince = rolling == null ? null : rolling.since();
        rollingSeen = rolling == null ? null : rolling.seen().orElse(null);
        rollingCheckedAt = rolling == null ? null : rolling.checkedAt().orElse(null);
    }
}
