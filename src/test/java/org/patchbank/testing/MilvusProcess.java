package org.patchbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Milvus as a process of this machine, run by a script that knows the words {@code start}, {@code kill9}, {@code status}
 * (which prints {@code pid NUMBER}), {@code stop} and {@code wipe}, and takes its folder and ports from {@code MILVUS_HOME},
 * {@code MILVUS_PORT} and {@code MILVUS_METRICS_PORT}.
 */
final class MilvusProcess implements StoppableMilvus {
    private static final Pattern PID = Pattern.compile("pid (\\d+)");

    private final Path script;
    private final Path home;

    /** Keeps the folder from other tests that run at the same time. */
    private final FileLock lock;

    private final int port = freePort();
    private final int metricsPort = freePort();
    private String frozen;

    private MilvusProcess(Path script, Path home, FileLock lock) {
        this.script = script;
        this.home = home;
        this.lock = lock;
    }

    /** @param name of its folder, beside the temporary files: the server's programs stay there for the next time */
    static MilvusProcess start(Path script, String name) {
        for (int number = 1; ; number++) {
            Path home = Path.of(
                    System.getProperty("java.io.tmpdir"), "patchbank-test-milvus-%s-%d".formatted(name, number));
            Optional<FileLock> lock = lock(Path.of(home + ".lock"));
            if (lock.isPresent()) {
                MilvusProcess server = new MilvusProcess(script, home, lock.get());
                server.run("wipe");
                server.run("start");
                return server;
            }
        }
    }

    private static Optional<FileLock> lock(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return Optional.of(lock);
                }
            } catch (OverlappingFileLockException heldByThisProcess) {
                // as if another one held it
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String uri() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public synchronized void kill() {
        run("kill9");
    }

    @Override
    public synchronized void restart() {
        run("start");
    }

    @Override
    public void freeze() {
        Matcher pid = PID.matcher(run("status"));
        if (!pid.find()) {
            throw new IllegalStateException(script + " status names no pid");
        }
        frozen = pid.group(1);
        execute(new ProcessBuilder("kill", "-STOP", frozen));
    }

    @Override
    public void thaw() {
        execute(new ProcessBuilder("kill", "-CONT", frozen));
        frozen = null;
    }

    @Override
    public void close() {
        if (frozen != null) {
            thaw();
        }
        run("kill9");
        run("wipe");
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(String word) {
        ProcessBuilder builder = new ProcessBuilder(script.toString(), word);
        builder.environment().put("MILVUS_HOME", home.toString());
        builder.environment().put("MILVUS_PORT", Integer.toString(port));
        builder.environment().put("MILVUS_METRICS_PORT", Integer.toString(metricsPort));
        return execute(builder);
    }

    /** Through a file: the server keeps what it inherits open. */
    private static String execute(ProcessBuilder builder) {
        try {
            Path out = Files.createTempFile("patchbank-milvus-", ".out");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            int code = process.waitFor();
            String said = Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(out);
            if (code != 0) {
                throw new IllegalStateException(builder.command() + " ended with " + code + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
