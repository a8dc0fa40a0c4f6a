package org.patchbank.factory;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.Sql;

/** The factories that share a database. */
@ApplicationScoped
public class Factories {
    private static final String SELECT = "select name, description, created_at from factory";

    private final Sql sql;
    private final NodeFactory own;
    private final Clock clock;

    Factories(Sql sql, NodeFactory own, Clock clock) {
        this.sql = sql;
        this.own = own;
        this.clock = clock;
    }

    /** A node's own factory needs no making. */
    void start(@Observes StartupEvent event) {
        QuarkusTransaction.requiringNew().run(() -> insert(own.name(), null));
    }

    /** @return false if there is one of this name */
    private boolean insert(String name, String description) {
        return sql.change(
                        "insert into factory (name, description, created_at) values (?, ?, ?) on conflict do nothing",
                        name,
                        description,
                        clock.instant())
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
    public List<Factory> list() {
        return sql.list(SELECT + " order by name", Factories::factory);
    }

    private static Factory factory(ResultSet row) throws SQLException {
        return new Factory(
                row.getString("name"),
                Optional.ofNullable(row.getString("description")),
                Sql.instant(row, "created_at"));
    }

    /** @throws PatchbankException {@code FACTORY_NOT_FOUND} */
    public Factory get(String name) {
        return sql.first(SELECT + " where name = ?", Factories::factory, name)
                .orElseThrow(() -> new PatchbankException(
                        FactoryError.FACTORY_NOT_FOUND,
                        "There is no factory '" + name + "'.",
                        "GET /api/v1/factories lists them; POST to it makes one."));
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
                sql.change("delete from line where factory = ?", name);
                sql.change("delete from factory where name = ?", name);
            });
        } catch (Sql.Failure e) {
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
