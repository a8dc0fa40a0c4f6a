package org.patchbank.reference;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An image of a reference set; its bytes are in the image store. */
@Entity
@Table(name = "reference_image")
class StoredImage extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "reference_set_id")
    public UUID referenceSetId;

    public String name;
    public String sha256;
    public int width;
    public int height;
    public long size;

    @Column(name = "added_at")
    public Instant addedAt;

    /** The inspection that it was taken from; null where it was uploaded. */
    @Column(name = "inspection_id")
    public UUID inspectionId;

    /** Since when later versions leave the image out; null while they do not. */
    @Column(name = "withdrawn_at")
    public Instant withdrawnAt;

    /** Those that later versions learn from. */
    static List<StoredImage> inUse(UUID referenceSetId) {
        return list("referenceSetId = ?1 and withdrawnAt is null", referenceSetId);
    }
}
