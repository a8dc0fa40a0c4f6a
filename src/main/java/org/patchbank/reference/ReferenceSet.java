package org.patchbank.reference;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The good images of one product under one name. */
@Entity
@Table(name = "reference_set")
class ReferenceSet extends PanacheEntityBase {
    @Id
    public UUID id;

    public String name;
    public String product;
    public String owner;

    /** Whose it is; the only one that may change it. */
    public String factory;

    /** Where its images were taken; null where nobody said. */
    public String line;

    /** Whether every factory may use its versions. */
    @Column(name = "shared_with_all")
    public boolean sharedWithAll;

    @Enumerated(EnumType.STRING)
    public ImagePlace images;

    public String description;

    /** The detector spec that versions use unless they say otherwise: JSON, every field named. */
    public String spec;

    @Column(name = "created_at")
    public Instant createdAt;
}
