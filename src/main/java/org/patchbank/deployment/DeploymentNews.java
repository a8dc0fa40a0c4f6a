package org.patchbank.deployment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.database.Sql;

/**
 * Tells the query nodes of a factory what happens to its deployments, by PostgreSQL's NOTIFY: in the transaction of the
 * change, so that they hear of it when it is committed, and of nothing that is not.
 */
@ApplicationScoped
class DeploymentNews {
    private final Sql sql;
    private final NodeFactory own;

    DeploymentNews(Sql sql, NodeFactory own) {
        this.sql = sql;
        this.own = own;
    }

    /** One message. */
    sealed interface News {
        /** The deployment is at this revision now, or gone where there is none of it. */
        record Changed(UUID deployment, int revision) implements News {}

        /** This version is about to be deployed: good to have in memory by then. */
        record Coming(UUID version) implements News {}
    }

    /** Where this factory's nodes listen; channels are identifiers, so quoted where they are named in SQL. */
    String channel() {
        return "patchbank_" + own.name().replaceAll("[.-]", "_") + "_"
                + Integer.toHexString(own.name().hashCode());
    }

    /** Takes part in the transaction of the caller. */
    void changed(UUID deployment, int revision) {
        send("changed " + deployment + " " + revision);
    }

    void coming(UUID version) {
        QuarkusTransaction.requiringNew().run(() -> send("coming " + version));
    }

    private void send(String message) {
        sql.list("select pg_notify(?, ?)", row -> message, channel(), message);
    }

    /** Empty for a message of another release. */
    static Optional<News> parse(String message) {
        String[] words = message.split(" ");
        try {
            if (words.length == 3 && words[0].equals("changed")) {
                return Optional.of(new News.Changed(UUID.fromString(words[1]), Integer.parseInt(words[2])));
            }
            return words.length == 2 && words[0].equals("coming")
                    ? Optional.of(new News.Coming(UUID.fromString(words[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
