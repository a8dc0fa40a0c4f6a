package org.patchbank.reference;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.patchbank.platform.Ids;
import org.patchbank.platform.PatchbankException;

/** Reference sets: made, found and removed. */
@ApplicationScoped
public class ReferenceSets {
    private final Clock clock;
    private final Ids ids;
    private final EntityManager entities;
    private final StateStore states;

    ReferenceSets(Clock clock, Ids ids, EntityManager entities, StateStore states) {
        this.clock = clock;
        this.ids = ids;
        this.entities = entities;
        this.states = states;
    }

    /** @throws PatchbankException {@code REFERENCE_SET_EXISTS}, or what is wrong with the spec */
    @Transactional
    public ReferenceSetInfo create(NewReferenceSet wanted) {
        ReferenceSet set = new ReferenceSet();
        set.id = ids.next();
        set.name = wanted.name();
        set.product = wanted.product();
        set.owner = wanted.owner();
        set.description = wanted.description();
        set.spec = SpecJson.whole(wanted.spec());
        set.createdAt = clock.instant();
        try {
            set.persistAndFlush();
        } catch (ConstraintViolationException e) {
            throw new PatchbankException(
                    ReferenceError.REFERENCE_SET_EXISTS,
                    "There is a reference set '" + wanted.name() + "' already.",
                    "Add images to it, or choose another name.",
                    e);
        }
        return info(set);
    }

    /** @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND} */
    @Transactional
    public ReferenceSetInfo find(String idOrName) {
        return info(require(idOrName));
    }

    /** Reference sets by name. */
    @Transactional
    public Page<ReferenceSetInfo> list(
            Optional<String> product, Optional<String> name, Optional<String> cursor, int limit) {
        List<ReferenceSet> sets = ReferenceSet.<ReferenceSet>find(
                        "(:product is null or product = :product) and (:name is null or name = :name)"
                                + " and (:cursor is null or name > :cursor) order by name",
                        Parameters.with("product", product.orElse(null))
                                .and("name", name.orElse(null))
                                .and("cursor", cursor.orElse(null)))
                .range(0, limit)
                .list();
        return Page.of(sets, limit, this::info, set -> set.name);
    }

    /**
     * Removes a set with its versions and their vectors. The image store keeps the bytes: other sets may hold the same.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code REFERENCE_SET_DEPLOYED}
     */
    public void delete(String idOrName) {
        QuarkusTransaction.requiringNew().run(() -> remove(idOrName));
        states.removeAbandoned();
    }

    private void remove(String idOrName) {
        ReferenceSet set = lock(require(idOrName).id);
        try {
            Version.<Version>list("referenceSetId", set.id).forEach(StoredState::abandon);
            entities.createNativeQuery("delete from reference_version where reference_set_id = ?1")
                    .setParameter(1, set.id)
                    .executeUpdate();
        } catch (PersistenceException e) {
            throw new PatchbankException(
                    ReferenceError.REFERENCE_SET_DEPLOYED,
                    "A deployment judges with a version of '" + set.name + "'.",
                    "Remove the deployments first: DELETE /api/v1/deployments/{id}.",
                    e);
        }
        StoredImage.delete("referenceSetId", set.id);
        set.delete();
    }

    /** @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND} */
    static ReferenceSet require(String idOrName) {
        return byId(idOrName)
                .or(() -> ReferenceSet.named(idOrName))
                .orElseThrow(() -> new PatchbankException(
                        ReferenceError.REFERENCE_SET_NOT_FOUND,
                        "There is no reference set '" + idOrName + "'.",
                        "GET /api/v1/reference-sets lists them; POST to it makes one."));
    }

    /** Holds the set until the transaction ends, so that its images and version numbers change one call at a time. */
    static ReferenceSet lock(UUID id) {
        return ReferenceSet.findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Optional<ReferenceSet> byId(String id) {
        try {
            return ReferenceSet.findByIdOptional(UUID.fromString(id));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    private ReferenceSetInfo info(ReferenceSet set) {
        Integer latest = entities.createQuery(
                        "select max(v.number) from Version v where v.referenceSetId = :set", Integer.class)
                .setParameter("set", set.id)
                .getSingleResult();
        return new ReferenceSetInfo(
                set.id,
                set.name,
                set.product,
                Optional.ofNullable(set.owner),
                Optional.ofNullable(set.description),
                SpecJson.tree(set.spec),
                StoredImage.count("referenceSetId = ?1 and withdrawnAt is null", set.id),
                Optional.ofNullable(latest),
                set.createdAt);
    }
}
