package org.patchbank.reference;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A parameter file that no version needs any more, and that {@link StateStore} has still to remove. */
@Entity
@Table(name = "abandoned_parameters")
class AbandonedParameters extends PanacheEntityBase {
    @Id
    public String sha256;

    static void add(String sha256) {
        AbandonedParameters abandoned = new AbandonedParameters();
        abandoned.sha256 = sha256;
        abandoned.persist();
    }
}
