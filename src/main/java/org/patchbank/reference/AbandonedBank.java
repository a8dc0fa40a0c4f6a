package org.patchbank.reference;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Vectors that no version needs any more, and that {@link BankStore} has still to remove. */
@Entity
@Table(name = "abandoned_bank")
class AbandonedBank extends PanacheEntityBase {
    @Id
    public Long bank;

    @Column(name = "embedding_space")
    public String embeddingSpace;

    public int dimension;

    /** Gives up what a version may have put into the index; the version must not use that bank again. */
    static void of(Version version) {
        if (version.bank != null && version.embeddingSpace != null) {
            AbandonedBank abandoned = new AbandonedBank();
            abandoned.bank = version.bank;
            abandoned.embeddingSpace = version.embeddingSpace;
            abandoned.dimension = version.dimension;
            abandoned.persist();
        }
    }
}
