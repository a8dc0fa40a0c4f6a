package org.patchbank.deployment;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.patchbank.deployment.DeploymentNews.News;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears what {@link DeploymentNews} tells, on a database connection of its own. A connection that is lost is made again; what
 * was told in between is made good by reading the deployments, and so it is at the first.
 */
@ApplicationScoped
class DeploymentListener {
    private static final Logger LOG = Logger.getLogger(DeploymentListener.class);
    private static final int LOOK_MS = 5_000;
    private static final int ALIVE_WITHIN_S = 3;
    private static final long RECONNECT_MS = 500;

    private final DeploymentNews news;
    private final String url;
    private final Properties login = new Properties();
    private volatile boolean stopping;
    private volatile boolean listening;
    private Thread thread;

    DeploymentListener(
            DeploymentNews news,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.news = news;
        this.url = url;
        user.ifPresent(value -> login.setProperty("user", value));
        password.ifPresent(value -> login.setProperty("password", value));
        login.setProperty("tcpKeepAlive", "true");
        login.setProperty("connectTimeout", "5");
        login.setProperty("ApplicationName", "patchbank-listen");
    }

    /**
     * @param connected called whenever listening has begun: read everything, for messages may have been missed
     * @param heard called for every message, one after the other
     */
    void start(Runnable connected, Consumer<News> heard) {
        thread = new Thread(() -> listen(connected, heard), "deployment-listener");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Whether messages are heard at this moment; while not, changes are found by looking now and then. */
    boolean isListening() {
        return listening;
    }

    private void listen(Runnable connected, Consumer<News> heard) {
        boolean told = false;
        while (!stopping) {
            try (Connection connection = DriverManager.getConnection(url, login)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("listen \"" + news.channel() + "\"");
                }
                listening = true;
                told = false;
                connected.run();
                hear(connection, heard);
            } catch (SQLException e) {
                if (!told && !stopping) {
                    LOG.warnf(
                            "Changes of deployments are not told now, but looked for now and then: %s", e.getMessage());
                }
                told = true;
            } catch (RuntimeException e) {
                LOG.warn("A message about a deployment could not be followed", e);
            }
            listening = false;
            pause();
        }
    }

    private void hear(Connection connection, Consumer<News> heard) throws SQLException {
        PGConnection messages = connection.unwrap(PGConnection.class);
        while (!stopping) {
            PGNotification[] received = messages.getNotifications(LOOK_MS);
            if (received == null || received.length == 0) {
                if (!connection.isValid(ALIVE_WITHIN_S)) {
                    throw new SQLException("the connection does not answer any more");
                }
                continue;
            }
            for (PGNotification message : received) {
                DeploymentNews.parse(message.getParameter()).ifPresent(heard);
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(RECONNECT_MS);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
