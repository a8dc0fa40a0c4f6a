package org.patchbank.reference;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;

/** An image that a version learns from, and what came of it. */
@Entity
@IdClass(VersionImage.Key.class)
@Table(name = "reference_version_image")
class VersionImage extends PanacheEntityBase {
    record Key(UUID versionId, int position) {}

    @Id
    @Column(name = "version_id")
    public UUID versionId;

    /**
     * From 0, by name and then by content, so that the order of upload decides nothing; where the version was grown, the images of the
     * earlier one come first, in its order.
     */
    @Id
    public int position;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "image_id")
    public StoredImage image;

    /** The image's number in the build; null where it was refused, and before the version is ready. */
    public Integer learned;

    /** By a detector that has not seen it; null where it was not calibrated on. */
    public Double score;

    /** Whether it came with the version that this one was grown from; its score is that one's. */
    public boolean known;

    @Column(name = "refusal_code")
    public String refusalCode;

    @Column(name = "refusal_detail")
    public String refusalDetail;

    @Column(name = "refusal_remedy")
    public String refusalRemedy;

    static List<VersionImage> of(UUID versionId) {
        return list(
                "select i from VersionImage i join fetch i.image where i.versionId = ?1 order by i.position",
                versionId);
    }
}
