package org.patchbank.factory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.Sql;

/** The lines of factories. Deploying to a line makes it; making it before gives it a description. */
@ApplicationScoped
public class Lines {
    private static final String SELECT = "select factory, name, description, created_at from line";

    private final Sql sql;
    private final Factories factories;
    private final NodeFactory own;
    private final Clock clock;

    Lines(Sql sql, Factories factories, NodeFactory own, Clock clock) {
        this.sql = sql;
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
        return sql.change(
                        "insert into line (factory, name, description, created_at) values (?, ?, ?, ?)"
                                + " on conflict do nothing",
                        own.name(),
                        name,
                        description,
                        clock.instant())
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
        return sql.list(SELECT + " where factory = ? order by name", Lines::line, factory);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("factory"),
                row.getString("name"),
                Optional.ofNullable(row.getString("description")),
                Sql.instant(row, "created_at"));
    }

    /** @throws PatchbankException {@code FACTORY_NOT_FOUND}, {@code LINE_NOT_FOUND} */
    @Transactional
    public Line get(String factory, String name) {
        factories.get(factory);
        return sql.first(SELECT + " where factory = ? and name = ?", Lines::line, factory, name)
                .orElseThrow(() -> new PatchbankException(
                        FactoryError.LINE_NOT_FOUND,
                        "Factory '%s' has no line '%s'.".formatted(factory, name),
                        "GET /api/v1/factories/%s/lines lists them; POST to it makes one, and so does deploying to it."
                                .formatted(factory)));
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
        int removed = sql.change("""
                delete from line where factory = ? and name = ? and not exists (select from deployment d
                    where d.factory = line.factory and d.line = line.name and d.removed_at is null)""", factory, name);
        if (removed == 0) {
            throw new PatchbankException(
                    FactoryError.LINE_IN_USE,
                    "A deployment judges on line '%s'.".formatted(name),
                    "Remove the deployments first: GET /api/v1/deployments?line= lists them.");
        }
    }
}
