package org.patchbank.reference;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.patchbank.vectorindex.VectorCollection.Size;

/** Vectors that no version needs any more, and that {@link StateStore} has still to remove. */
@Entity
@Table(name = "abandoned_bank")
class AbandonedBank extends PanacheEntityBase {
    @Id
    public Long bank;

    @Column(name = "embedding_space")
    public String embeddingSpace;

    public int dimension;

    @Enumerated(EnumType.STRING)
    @Column(name = "size_class")
    public Size sizeClass;

    BankKey key() {
        return new BankKey(bank, embeddingSpace, dimension, sizeClass);
    }

    static void add(BankKey key) {
        AbandonedBank abandoned = new AbandonedBank();
        abandoned.bank = key.bank();
        abandoned.embeddingSpace = key.embeddingSpace();
        abandoned.dimension = key.dimension();
        abandoned.sizeClass = key.size();
        abandoned.persist();
    }
}
