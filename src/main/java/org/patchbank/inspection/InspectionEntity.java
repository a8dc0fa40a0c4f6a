package org.patchbank.inspection;

import jakarta.persistence.Basic;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.patchbank.image.ImageQuality;
import org.patchbank.image.align.Registration;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.map.Region;
import org.patchbank.serving.SearchMode;

/** A row of {@code inspection}; never changed. */
@Entity
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

    @Convert(converter = RegionsColumn.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    List<Region> regions;

    @Convert(converter = TimingsColumn.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    Map<String, Double> timings;

    /** Null where the spec asks for no alignment. */
    @Convert(converter = RegistrationColumn.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    Registration registration;

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
                regions,
                registration,
                imageSha256,
                imageWidth,
                imageHeight,
                brightness == null ? null : new ImageQuality(brightness, contrast, sharpness),
                timings,
                node,
                ownStore,
                takenAt,
                receivedAt);
    }
}
