package org.patchbank.reference;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A numbered build of a reference set. Changes of state go through {@link #become}. */
@Entity
@Table(name = "reference_version")
class Version extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "reference_set_id")
    public UUID referenceSetId;

    public int number;

    @Enumerated(EnumType.STRING)
    public VersionState state;

    /** The whole detector spec: JSON, every field named. */
    public String spec;

    @Column(name = "cancel_requested")
    public boolean cancelRequested;

    public String stage;
    public long done;
    public long total;

    /** What a build waits for; null while it goes on. */
    @Column(name = "waits_code")
    public String waitsCode;

    @Column(name = "waits_detail")
    public String waitsDetail;

    @Column(name = "waits_remedy")
    public String waitsRemedy;

    /** Each attempt to build takes a new number. */
    public Long attempt;

    @Column(name = "embedding_space")
    public String embeddingSpace;

    /** Of the embeddings. */
    public Integer dimension;

    public Long embeddings;

    @Column(name = "state_hash")
    public String stateHash;

    @Column(name = "state_bytes")
    public Long stateBytes;

    /** The parameter file; absent where banks are all that was learned. */
    @Column(name = "parameters_sha256")
    public String parametersSha256;

    @Column(name = "grid_rows")
    public Integer gridRows;

    @Column(name = "grid_columns")
    public Integer gridColumns;

    @Column(name = "seconds_features")
    public Double secondsFeatures;

    @Column(name = "seconds_coreset")
    public Double secondsCoreset;

    @Column(name = "seconds_calibration")
    public Double secondsCalibration;

    @Column(name = "failure_code")
    public String failureCode;

    @Column(name = "failure_detail")
    public String failureDetail;

    @Column(name = "failure_remedy")
    public String failureRemedy;

    /** What the reconciling job has found missing; null while all is there. */
    public String damage;

    @Column(name = "damaged_at")
    public Instant damagedAt;

    /** Of its bank; null where it cannot be grown, or nobody has measured it. */
    @Column(name = "covering_radius")
    public Double coveringRadius;

    /** The version that it was grown from; null where it was learned anew. */
    @Column(name = "grown_from")
    public UUID grownFrom;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "ready_at")
    public Instant readyAt;

    @Column(name = "ended_at")
    public Instant endedAt;

    static Optional<Version> numbered(UUID referenceSetId, int number) {
        return find("referenceSetId = ?1 and number = ?2", referenceSetId, number)
                .firstResultOptional();
    }

    /** @throws IllegalStateException if the life of a version has no such step */
    void become(VersionState next) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException("version %s is %s and cannot become %s".formatted(id, state, next));
        }
        state = next;
    }
}
