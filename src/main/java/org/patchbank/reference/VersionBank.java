package org.patchbank.reference;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.patchbank.vectorindex.VectorCollection.Size;

/** One of the banks of a version. Its row is written before the first of its vectors. */
@Entity
@Table(name = "reference_version_bank")
class VersionBank extends PanacheEntityBase {
    /** Under which number its vectors lie in the index. */
    @Id
    public Long bank;

    @Column(name = "version_id")
    public UUID versionId;

    /** As the model calls it; empty where the bank is the whole model. */
    public String name;

    public int dimension;
    public int size;
    public String hash;

    /** Which of the collections of its embedding space its vectors lie in. */
    @Enumerated(EnumType.STRING)
    @Column(name = "size_class")
    public Size sizeClass;

    static List<VersionBank> of(UUID versionId) {
        return list("versionId = ?1 order by name", versionId);
    }
}
