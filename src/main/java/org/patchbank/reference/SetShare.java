package org.patchbank.reference;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** One factory that a reference set is shared with by name. */
@Entity
@IdClass(SetShare.Key.class)
@Table(name = "reference_set_share")
class SetShare extends PanacheEntityBase {
    record Key(UUID referenceSetId, String factory) {}

    @Id
    @Column(name = "reference_set_id")
    public UUID referenceSetId;

    @Id
    public String factory;

    static Sharing of(ReferenceSet set) {
        return new Sharing(
                set.sharedWithAll,
                SetShare.<SetShare>list("referenceSetId", set.id).stream()
                        .map(share -> share.factory)
                        .toList());
    }

    /** Puts a sharing in the place of the present one. */
    static void replace(ReferenceSet set, Sharing sharing) {
        delete("referenceSetId", set.id);
        set.sharedWithAll = sharing.all();
        for (String factory : sharing.factories()) {
            SetShare share = new SetShare();
            share.referenceSetId = set.id;
            share.factory = factory;
            share.persist();
        }
    }
}
