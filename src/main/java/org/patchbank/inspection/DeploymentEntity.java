package org.patchbank.inspection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code deployment}. */
@Entity
@Table(name = "deployment")
class DeploymentEntity {
    @Id
    UUID id;

    String product;
    String line;
    UUID versionId;
    int revision;
    Instant createdAt;
    Instant removedAt;
}
