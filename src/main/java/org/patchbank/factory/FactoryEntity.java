package org.patchbank.factory;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code factory}. */
@Entity
@Table(name = "factory")
class FactoryEntity {
    @Id
    String name;

    String description;
    Instant createdAt;

    Factory factory() {
        return new Factory(name, Optional.ofNullable(description), createdAt);
    }
}
