package org.patchbank.factory;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.PatchbankException;

/** The factories that share a database. */
@ApplicationScoped
public class Factories {
    private final EntityManager entities;
    private final NodeFactory own;
    private final Clock clock;

    Factories(EntityManager entities, NodeFactory own, Clock clock) {
        this.entities = entities;
        this.own = own;
        this.clock = clock;
    }

    /** A node's own factory needs no making. */
    void start(@Observes StartupEvent event) {
        QuarkusTransaction.requiringNew().run(() -> insert(own.name(), null));
    }

    /** @return false if there is one of this name */
    private boolean insert(String name, String description) {
        return entities.createNativeQuery("insert into factory (name, description, created_at) values (?1, ?2, ?3)"
                                + " on conflict do nothing")
                        .setParameter(1, name)
                        .setParameter(2, description)
                        .setParameter(3, clock.instant())
                        .executeUpdate()
                == 1;
    }

    /**
     * @param description may be null
     * @throws PatchbankException {@code FACTORY_EXISTS}
     */
    @Transactional
    public Factory create(String name, String description) {
        if (!insert(name, description)) {
            throw new PatchbankException(
                    FactoryError.FACTORY_EXISTS,
                    "There is a factory '" + name + "' already.",
                    "Use it, or choose another name; a node joins one by patchbank.factory.");
        }
        return get(name);
    }

    /** By name. */
    @Transactional
    public List<Factory> list() {
        return entities.createQuery("from FactoryEntity order by name", FactoryEntity.class)
                .getResultStream()
                .map(FactoryEntity::factory)
                .toList();
    }

    /** @throws PatchbankException {@code FACTORY_NOT_FOUND} */
    @Transactional
    public Factory get(String name) {
        FactoryEntity factory = entities.find(FactoryEntity.class, name);
        if (factory == null) {
            throw new PatchbankException(
                    FactoryError.FACTORY_NOT_FOUND,
                    "There is no factory '" + name + "'.",
                    "GET /api/v1/factories lists them; POST to it makes one.");
        }
        return factory.factory();
    }

    /** @throws PatchbankException {@code FACTORY_NOT_FOUND} for the first that there is not */
    public void require(Collection<String> names) {
        names.forEach(this::get);
    }

    /**
     * Removes a factory that nothing belongs to any more.
     *
     * @throws PatchbankException {@code FACTORY_NOT_FOUND}, {@code FACTORY_IN_USE}
     */
    public void delete(String name) {
        get(name);
        if (name.equals(own.name())) {
            throw inUse("This node works for factory '" + name + "'.", null);
        }
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                entities.createNativeQuery("delete from line where factory = ?1")
                        .setParameter(1, name)
                        .executeUpdate();
                entities.createNativeQuery("delete from factory where name = ?1")
                        .setParameter(1, name)
                        .executeUpdate();
            });
        } catch (PersistenceException e) {
            throw inUse("Factory '" + name + "' has or had reference sets or deployments, or is shared with.", e);
        }
    }

    private static PatchbankException inUse(String what, Throwable cause) {
        return new PatchbankException(
                FactoryError.FACTORY_IN_USE,
                what,
                "Remove its reference sets and what is shared with it first; a factory that ever deployed stays, for its"
                        + " inspections name it.",
                cause);
    }

    /** @throws PatchbankException {@code OTHER_FACTORY} if this node works for another one */
    public void requireOwn(String name) {
        get(name);
        if (!name.equals(own.name())) {
            throw new PatchbankException(
                    FactoryError.OTHER_FACTORY,
                    "This node works for factory '%s', not for '%s'.".formatted(own.name(), name),
                    "Ask a node of factory '%s' (patchbank.factory=%s).".formatted(name, name));
        }
    }
}
