package org.patchbank.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.testing.ProgramProcess;
import org.patchbank.testing.TestProduct;

/**
 * Sends a program with 1 GB of heap 2.5 GB of images at once, each held open just before its end. Every sender is answered
 * and the program lives on.
 */
class LargeUploadsIT {
    private static final int SENDERS = 40;
    private static final int PIECE = 1 << 20;
    private static final int PIECES = 64;
    private static final long HELD_MS = 2500;

    @TempDir
    Path dataDir;

    @Test
    void more_images_at_once_than_memory_holds_are_all_answered() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try (ProgramProcess program = ProgramProcess.start(dataDir)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                boolean chunked = i % 4 == 0;
                answers.add(senders.submit(() -> send(program.url(), chunked)));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get(120, TimeUnit.SECONDS));
            }

            // Nothing is deployed: an image that was read is told so.
            assertThat(statuses).containsOnly(404, 429);
            assertThat(program.log()).doesNotContain("OutOfMemoryError");
            assertThat(new TestProduct("none", program.url())
                            .inspect("line", new byte[] {1})
                            .statusCode())
                    .isEqualTo(404);
        } finally {
            senders.shutdownNow();
        }
    }

    private static int send(URI server, boolean chunked) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            String length = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + (long) PIECES * PIECE;
            write(
                    out,
                    "POST /api/v1/inspections?product=none HTTP/1.1\r\nHost: here\r\nContent-Type: image/png\r\n"
                            + "Connection: close\r\n" + length + "\r\n\r\n");
            byte[] piece = new byte[PIECE];
            for (int i = 0; i < PIECES; i++) {
                if (i == PIECES - 1) {
                    ProgramProcess.sleep(HELD_MS);
                }
                write(out, chunked ? Integer.toHexString(PIECE) + "\r\n" : "");
                out.write(piece);
                write(out, chunked ? "\r\n" : "");
            }
            write(out, chunked ? "0\r\n\r\n" : "");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
