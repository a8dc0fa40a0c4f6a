package org.patchbank.inspection;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.patchbank.image.ImageQuality;
import org.patchbank.platform.Stage;
import org.patchbank.scoring.Decision;
import org.patchbank.serving.SearchMode;

/** A row of {@code inspection}; never changed. */
@Entity
@Immutable
@Table(name = "inspection")
class InspectionEntity {
    @Id
    UUID id;

    String factory;
    String product;
    String line;
    String serial;
    String batch;
    UUID deploymentId;
    int revision;
    String referenceSet;
    int version;

    @Enumerated(EnumType.STRING)
    Decision decision;

    double score;
    double reviewThreshold;
    double rejectThreshold;
    boolean reviewExtrapolated;
    boolean rejectExtrapolated;
    Double mapLimit;

    @Enumerated(EnumType.STRING)
    SearchMode search;

    boolean mapExact;

    @JdbcTypeCode(SqlTypes.JSON)
    List<RegionJson> regions;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Double> timings;

    /** Null where the spec asks for no alignment. */
    @JdbcTypeCode(SqlTypes.JSON)
    RegistrationJson registration;

    /** Read only where a map is drawn: a list of inspections leaves it in the database. */
    @Basic(fetch = FetchType.LAZY)
    byte[] patchScores;

    int gridRows;
    int gridColumns;
    int inputSize;
    Integer tileSize;
    String regionSha256;
    String imageSha256;
    int imageWidth;
    int imageHeight;

    /** Null in rows of before it was measured, as the two below. */
    Float brightness;

    Float contrast;
    Float sharpness;
    String node;
    boolean ownStore;
    Instant takenAt;
    Instant receivedAt;
    String idempotencyKey;

    Inspection inspection() {
        return new Inspection(
                id,
                factory,
                product,
                line,
                serial,
                batch,
                deploymentId,
                revision,
                referenceSet,
                version,
                decision,
                score,
                reviewThreshold,
                rejectThreshold,
                reviewExtrapolated,
                rejectExtrapolated,
                mapLimit,
                search,
                mapExact,
                regions.stream().map(RegionJson::region).toList(),
                registration == null ? null : registration.registration(),
                imageSha256,
                imageWidth,
                imageHeight,
                brightness == null ? null : new ImageQuality(brightness, contrast, sharpness),
                inOrder(timings),
                node,
                ownStore,
                takenAt,
                receivedAt);
    }

    /** The type jsonb keeps no order; stages have one. */
    static Map<String, Double> inOrder(Map<String, Double> timings) {
        Map<String, Double> ordered = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            Double millis = timings.get(stage.label());
            if (millis != null) {
                ordered.put(stage.label(), millis);
            }
        }
        return ordered;
    }
}
