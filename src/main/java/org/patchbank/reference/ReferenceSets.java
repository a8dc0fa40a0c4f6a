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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.patchbank.factory.Factories;
import org.patchbank.factory.Lines;
import org.patchbank.platform.Ids;
import org.patchbank.platform.Page;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.Sql;

/** Reference sets: made, found and removed. */
@ApplicationScoped
public class ReferenceSets {
    private final Clock clock;
    private final Ids ids;
    private final EntityManager entities;
    private final Sql sql;
    private final StateStore states;
    private final SetAccess access;
    private final Factories factories;
    private final Lines lines;

    ReferenceSets(
            Clock clock,
            Ids ids,
            EntityManager entities,
            Sql sql,
            StateStore states,
            SetAccess access,
            Factories factories,
            Lines lines) {
        this.clock = clock;
        this.ids = ids;
        this.entities = entities;
        this.sql = sql;
        this.states = states;
        this.access = access;
        this.factories = factories;
        this.lines = lines;
    }

    /** @throws PatchbankException {@code REFERENCE_SET_EXISTS}, or what is wrong with the spec */
    @Transactional
    public ReferenceSetInfo create(NewReferenceSet wanted) {
        factories.require(wanted.sharing().factories());
        ReferenceSet set = new ReferenceSet();
        set.id = ids.next();
        set.name = wanted.name();
        set.product = wanted.product();
        set.owner = wanted.owner();
        set.factory = access.own();
        set.line = wanted.line();
        set.images = wanted.images();
        set.sharedWithAll = wanted.sharing().all();
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
        if (set.line != null) {
            lines.register(set.line);
        }
        SetShare.replace(set, wanted.sharing());
        return info(set);
    }

    /** @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND} */
    @Transactional
    public ReferenceSetInfo find(String idOrName) {
        return info(access.readable(idOrName));
    }

    /** The reference sets that this node's factory owns or may use, by name and factory. */
    @Transactional
    public Page<ReferenceSetInfo> list(
            Optional<String> product,
            Optional<String> name,
            Optional<String> factory,
            Optional<String> cursor,
            int limit) {
        String[] after = cursor.orElse("").split("/", 2);
        List<ReferenceSet> sets = ReferenceSet.<ReferenceSet>find(
                        "(:product is null or product = :product) and (:name is null or name = :name)"
                                + " and (:factory is null or factory = :factory) and " + SetAccess.VISIBLE
                                + " and (name > :after or (name = :after and factory > :afterFactory))"
                                + " order by name, factory",
                        Parameters.with("product", product.orElse(null))
                                .and("name", name.orElse(null))
                                .and("factory", factory.orElse(null))
                                .and("own", access.own())
                                .and("after", after[0])
                                .and("afterFactory", after.length > 1 ? after[1] : ""))
                .range(0, limit)
                .list();
        return Page.of(sets, limit, this::info, set -> set.name + "/" + set.factory);
    }

    /**
     * The products that there are sets of, by name.
     *
     * @param after the last of those that are known already; empty for the first
     */
    @Transactional
    public List<String> products(Optional<String> after, int limit) {
        return entities.createQuery(
                        "select distinct product from ReferenceSet where product > :after and " + SetAccess.VISIBLE
                                + " order by product",
                        String.class)
                .setParameter("after", after.orElse(""))
                .setParameter("own", access.own())
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * Removes a set with its versions and their vectors. The image store keeps the bytes: other sets may hold the same.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code REFERENCE_SET_DEPLOYED}, {@code REFERENCE_SET_SHADOWS}
     */
    public void delete(String idOrName) {
        QuarkusTransaction.requiringNew().run(() -> remove(idOrName));
        states.removeAbandoned();
    }

    private void remove(String idOrName) {
        ReferenceSet set = lock(access.changeable(idOrName).id);
        try {
            Version.<Version>list("referenceSetId", set.id).forEach(StoredState::abandon);
            Version.delete("referenceSetId", set.id);
        } catch (PersistenceException e) {
            if (e instanceof ConstraintViolationException violated
                    && "shadow_of_version".equals(violated.getConstraintName())) {
                throw new PatchbankException(
                        ReferenceError.REFERENCE_SET_SHADOWS,
                        "A version of '" + set.name
                                + "' runs as the shadow of a deployment; that may be at another factory that it is shared with.",
                        "End the shadow first: DELETE /api/v1/deployments/{id}/shadow; GET /api/v1/deployments shows which have one.",
                        e);
            }
            throw new PatchbankException(
                    ReferenceError.REFERENCE_SET_DEPLOYED,
                    "A deployment judges with a version of '" + set.name
                            + "'; it may be on a line of another factory that" + " it is shared with.",
                    "Remove the deployments first: DELETE /api/v1/deployments/{id}.",
                    e);
        }
        StoredImage.delete("referenceSetId", set.id);
        set.delete();
    }

    /** Holds the set until the transaction ends, so that its images and version numbers change one call at a time. */
    static ReferenceSet lock(UUID id) {
        return ReferenceSet.findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Says anew which other factories may use the versions.
     *
     * @param force whether to go through where lines of other factories judge with them: those judge on with the version that
     *     they have, and can be moved to no other of this set
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code REFERENCE_SET_READ_ONLY}, {@code FACTORY_NOT_FOUND},
     *     {@code REFERENCE_SET_USED_ELSEWHERE}
     */
    @Transactional
    public ReferenceSetInfo share(String idOrName, Sharing sharing, boolean force) {
        ReferenceSet set = lock(access.changeable(idOrName).id);
        factories.require(sharing.factories());
        List<String> losing = usesElsewhere(set, sharing);
        if (!losing.isEmpty() && !force) {
            throw new PatchbankException(
                    ReferenceError.REFERENCE_SET_USED_ELSEWHERE,
                    "Versions of '%s' judge at other factories, or run as shadows there: %s."
                            .formatted(set.name, String.join("; ", losing)),
                    "Have those deployments removed or moved first. Or add force=true: they judge on with the version that"
                            + " they have, until somebody there changes it, and cannot be given another of this set.");
        }
        SetShare.replace(set, sharing);
        return info(set);
    }

    /** The deployments of other factories that a sharing would leave out, for people. */
    private List<String> usesElsewhere(ReferenceSet set, Sharing sharing) {
        return sql
                .list(
                        """
                        select d.factory, d.product, d.line, v.number from deployment d
                        join reference_version v on v.id = d.version_id
                        where v.reference_set_id = ? and d.factory <> ? and d.removed_at is null
                        union
                        select d.factory, d.product, d.line, v.number from deployment d
                        join shadow s on s.deployment_id = d.id
                        join reference_version v on v.id = s.version_id
                        where v.reference_set_id = ? and d.factory <> ? and d.removed_at is null
                        order by 1, 2, 3""",
                        row -> Map.entry(
                                row.getString("factory"),
                                "factory '%s', product '%s', line '%s', version %d"
                                        .formatted(
                                                row.getString("factory"),
                                                row.getString("product"),
                                                row.getString("line"),
                                                row.getInt("number"))),
                        set.id,
                        set.factory,
                        set.id,
                        set.factory)
                .stream()
                .filter(use -> !sharing.with(use.getKey()))
                .map(Map.Entry::getValue)
                .toList();
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
                set.factory,
                Optional.ofNullable(set.line),
                SetShare.of(set),
                set.images,
                Optional.ofNullable(set.owner),
                Optional.ofNullable(set.description),
                SpecJson.tree(set.spec),
                StoredImage.count("referenceSetId = ?1 and withdrawnAt is null", set.id),
                Optional.ofNullable(latest),
                set.createdAt);
    }
}
