package org.patchbank.reference;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
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
    public String description;

    /** The detector spec that versions use unless they say otherwise: JSON, every field named. */
    public String spec;

    @Column(name = "created_at")
    public Instant createdAt;

    static Optional<ReferenceSet> named(String name) {
        return find("name", name).firstResultOptional();
    }
}
