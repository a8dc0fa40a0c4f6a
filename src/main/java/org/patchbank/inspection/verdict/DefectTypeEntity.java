package org.patchbank.inspection.verdict;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code defect_type}. */
@Entity
@Table(name = "defect_type")
class DefectTypeEntity {
    @EmbeddedId
    Key key;

    String name;
    String description;
    Instant createdAt;
    Instant retiredAt;

    @Embeddable
    record Key(String product, String code) {}

    DefectType type() {
        return new DefectType(key.product(), key.code(), name, description, createdAt, retiredAt);
    }
}
