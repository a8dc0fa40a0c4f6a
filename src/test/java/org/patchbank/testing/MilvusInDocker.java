package org.patchbank.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.milvus.MilvusContainer;
import org.testcontainers.utility.DockerImageName;

/** A Milvus in a container, on ports that it keeps when it is started again. */
final class MilvusInDocker implements StoppableMilvus {
    private static final int PORT = 19530;
    private static final int HEALTH_PORT = 9091;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final MilvusContainer container;
    private final int port = freePort();
    private final int healthPort = freePort();
    private boolean frozen;

    private MilvusInDocker(String image) {
        container = new MilvusContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("milvusdb/milvus"));
        container.setPortBindings(List.of(port + ":" + PORT, healthPort + ":" + HEALTH_PORT));
    }

    static boolean isPresent(String image) {
        try {
            client().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    static MilvusInDocker start(String image) {
        MilvusInDocker server = new MilvusInDocker(image);
        server.container.start();
        return server;
    }

    private static DockerClient client() {
        return DockerClientFactory.instance().client();
    }

    @Override
    public String uri() {
        return "http://" + container.getHost() + ":" + port;
    }

    @Override
    public void kill() {
        client().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void restart() {
        try {
            client().startContainerCmd(container.getContainerId()).exec();
        } catch (NotModifiedException itRuns) {
            return;
        }
        Instant end = Instant.now().plus(START_LIMIT);
        while (!healthy()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Milvus did not start again");
            }
        }
    }

    private boolean healthy() {
        try {
            Thread.sleep(200);
            URI health = URI.create("http://" + container.getHost() + ":" + healthPort + "/healthz");
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(health)
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void freeze() {
        client().pauseContainerCmd(container.getContainerId()).exec();
        frozen = true;
    }

    @Override
    public void thaw() {
        client().unpauseContainerCmd(container.getContainerId()).exec();
        frozen = false;
    }

    @Override
    public void close() {
        if (frozen) {
            thaw();
        }
        container.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
