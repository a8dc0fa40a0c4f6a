package org.patchbank.factory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.PatchbankException;

/** The lines of factories. Deploying to a line makes it; making it before gives it a description. */
@ApplicationScoped
public class Lines {
    private final EntityManager entities;
    private final Factories factories;
    private final NodeFactory own;
    private final Clock clock;

    Lines(EntityManager entities, Factories factories, NodeFactory own, Clock clock) {
        this.entities = entities;
        this.factories = factories;
        this.own = own;
        this.clock = clock;
    }

    /**
     * @param description may be null
     * @throws PatchbankException {@code FACTORY_NOT_FOUND}, {@code OTHER_FACTORY}, {@code LINE_EXISTS}
     */
    @Transactional
    public Line create(String factory, String name, String description) {
        factories.requireOwn(factory);
        if (!insert(name, description)) {
            throw new PatchbankException(
                    FactoryError.LINE_EXISTS,
                    "Factory '%s' has a line '%s' already.".formatted(factory, name),
                    "Deploy to it, or choose another name.");
        }
        return get(factory, name);
    }

    /** Makes a line of this node's factory where it is missing; takes part in the transaction of the caller. */
    @Transactional
    public void register(String name) {
        insert(name, null);
    }

    private boolean insert(String name, String description) {
        return entities.createNativeQuery("insert into line (factory, name, description, created_at)"
                                + " values (?1, ?2, ?3, ?4) on conflict do nothing")
                        .setParameter(1, own.name())
                        .setParameter(2, name)
                        .setParameter(3, description)
                        .setParameter(4, clock.instant())
                        .executeUpdate()
                == 1;
    }

    /**
     * By name.
     *
     * @throws PatchbankException {@code FACTORY_NOT_FOUND}
     */
    @Transactional
    public List<Line> list(String factory) {
        factories.get(factory);
        return entities.createQuery("from LineEntity where key.factory = ?1 order by key.name", LineEntity.class)
                .setParameter(1, factory)
                .getResultStream()
                .map(LineEntity::line)
                .toList();
    }

    /** @throws PatchbankException {@code FACTORY_NOT_FOUND}, {@code LINE_NOT_FOUND} */
    @Transactional
    public Line get(String factory, String name) {
        factories.get(factory);
        LineEntity line = entities.find(LineEntity.class, new LineEntity.Key(factory, name));
        if (line == null) {
            throw new PatchbankException(
                    FactoryError.LINE_NOT_FOUND,
                    "Factory '%s' has no line '%s'.".formatted(factory, name),
                    "GET /api/v1/factories/%s/lines lists them; POST to it makes one, and so does deploying to it."
                            .formatted(factory));
        }
        return line.line();
    }

    /**
     * Removes a line on which nothing judges. Inspections of it stay.
     *
     * @throws PatchbankException {@code FACTORY_NOT_FOUND}, {@code OTHER_FACTORY}, {@code LINE_NOT_FOUND}, {@code LINE_IN_USE}
     */
    @Transactional
    public void delete(String factory, String name) {
        factories.requireOwn(factory);
        get(factory, name);
        int removed = entities.createNativeQuery("""
                        delete from line where factory = ?1 and name = ?2 and not exists (select from deployment d
                            where d.factory = line.factory and d.line = line.name and d.removed_at is null)""")
                .setParameter(1, factory)
                .setParameter(2, name)
                .executeUpdate();
        if (removed == 0) {
            throw new PatchbankException(
                    FactoryError.LINE_IN_USE,
                    "A deployment judges on line '%s'.".formatted(name),
                    "Remove the deployments first: GET /api/v1/deployments?line= lists them.");
        }
    }
}
