package org.patchbank.vectorindex.milvus;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import io.milvus.v2.service.database.request.CreateDatabaseReq;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.patchbank.platform.PatchbankException;

/**
 * One client for as long as the program lives, made when it is first needed: a Milvus that is down keeps nobody from
 * starting. The client finds a server again that was away.
 */
final class MilvusConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MilvusConnection.class);
    private static final String DEFAULT_DATABASE = "default";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)(?:\\D.*)?");
    private static final int OLDEST_MINOR = 3;

    private final MilvusOptions options;
    private volatile MilvusClientV2 client;
    private boolean closed;

    MilvusConnection(MilvusOptions options) {
        this.options = options;
    }

    /** Calls, and calls again while it fails in a way that may pass and there is time left. */
    <T> T call(String what, Function<MilvusClientV2, T> call) {
        return call(what, options.patience(), call);
    }

    /** @throws PatchbankException {@code VECTOR_INDEX_UNAVAILABLE} */
    <T> T call(String what, Duration patience, Function<MilvusClientV2, T> call) {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return call.apply(client());
            } catch (PatchbankException | IllegalArgumentException e) {
                throw e;
            } catch (RuntimeException e) {
                Failure failure = Failure.of(e);
                boolean late = System.nanoTime() - start + pause.toNanos() > patience.toNanos();
                if (!failure.passing() || late || !slept(pause)) {
                    throw failure.because(what, e);
                }
                LOG.debugf("Milvus cannot %s, trying again: %s", what, e);
                pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private MilvusClientV2 client() {
        MilvusClientV2 present = client;
        if (present != null) {
            return present;
        }
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the connection to Milvus is closed");
            }
            if (client == null) {
                client = connect();
            }
            return client;
        }
    }

    private MilvusClientV2 connect() {
        if (!options.database().equals(DEFAULT_DATABASE)) {
            makeDatabase();
        }
        MilvusClientV2 made = open(options.database());
        try {
            String version = made.getServerVersion();
            if (!supported(version)) {
                throw Failure.UNSUITABLE.because("be used", new IllegalStateException("version " + version));
            }
            LOG.infof("Connected to Milvus %s at %s", version, options.uri());
            return made;
        } catch (RuntimeException e) {
            close(made);
            throw e;
        }
    }

    private void makeDatabase() {
        MilvusClientV2 made = open(DEFAULT_DATABASE);
        try {
            if (!made.listDatabases().getDatabaseNames().contains(options.database())) {
                made.createDatabase(CreateDatabaseReq.builder()
                        .databaseName(options.database())
                        .build());
            }
        } finally {
            close(made);
        }
    }

    private MilvusClientV2 open(String database) {
        ConnectConfig.ConnectConfigBuilder config = ConnectConfig.builder()
                .uri(options.uri())
                .dbName(database)
                .enablePrecheck(true) // otherwise a server that is down is noticed after a long time only
                .connectTimeoutMs(options.connectTimeout().toMillis())
                .rpcDeadlineMs(options.callTimeout().toMillis());
        options.token().ifPresent(config::token);
        options.username().ifPresent(config::username);
        options.password().ifPresent(config::password);
        MilvusClientV2 made = new MilvusClientV2(config.build());
        // The SDK would repeat 75 times, and lose the reason; what may be repeated is known here.
        made.retryConfig(RetryConfig.builder().maxRetryTimes(1).build());
        return made;
    }

    static boolean supported(String version) {
        Matcher matcher = VERSION.matcher(version);
        // A development build has a name instead of a number: let it try.
        return !matcher.matches() || matcher.group(1).equals("2") && Integer.parseInt(matcher.group(2)) >= OLDEST_MINOR;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Optional.ofNullable(client).ifPresent(MilvusConnection::close);
        client = null;
    }

    private static void close(MilvusClientV2 client) {
        try {
            client.close();
        } catch (RuntimeException e) {
            LOG.debugf(e, "While closing the connection to Milvus");
        }
    }
}
