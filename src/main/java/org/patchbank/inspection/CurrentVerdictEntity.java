package org.patchbank.inspection;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.patchbank.scoring.Decision;

/** A row of {@code current_verdict}: the last verdict of an inspection, with the columns that lists are filtered by. */
@Entity
@Table(name = "current_verdict")
class CurrentVerdictEntity {
    @Id
    UUID inspectionId;

    int number;
    String factory;
    String product;
    String line;
    UUID deploymentId;

    @Enumerated(EnumType.STRING)
    Decision decision;

    double score;

    @Enumerated(EnumType.STRING)
    Quality quality;

    String defectType;

    @Enumerated(EnumType.STRING)
    Severity severity;

    String givenBy;
    Instant givenAt;
}
