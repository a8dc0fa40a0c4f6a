package org.patchbank.vectorindex.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.PatchbankException;
import org.patchbank.testing.MilvusServer;
import org.patchbank.testing.StoppableMilvus;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndexError;
import org.patchbank.vectorindex.VectorRow;

/** A server that is killed, started again and frozen while it is used. */
class MilvusFaultsIT {
    private static final VectorCollection COLLECTION = new VectorCollection("faults", 16);
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final long RECOVERY_MS = 90_000;

    private static MilvusOptions options(String uri) {
        return MilvusOptions.of(uri, "test_").with(Duration.ofSeconds(2), CALL, Duration.ofSeconds(1));
    }

    @Test
    void server_that_is_not_there_is_unavailable_at_once() {
        try (MilvusVectorIndex index = new MilvusVectorIndex(options("http://127.0.0.1:1"))) {
            assertUnavailable(() -> index.count(COLLECTION, VectorFilter.ALL), "does not answer");
            assertUnavailable(index::check, "does not answer");
        }
    }

    @Test
    void killed_and_frozen_servers_are_told_of_and_found_again_and_no_row_is_lost() throws Exception {
        try (StoppableMilvus server = MilvusServer.own();
                MilvusVectorIndex index = new MilvusVectorIndex(options(server.uri()))) {
            List<VectorRow> rows = rows(0, 3000);
            index.upsert(COLLECTION, rows);
            assertThat(index.scan(COLLECTION, VectorFilter.ALL, -1, 5000)).isEqualTo(rows);

            server.kill();
            assertUnavailable(() -> index.count(COLLECTION, VectorFilter.ALL), "");
            assertUnavailable(() -> index.nearest(COLLECTION, List.of(new float[16]), 1, VectorFilter.ALL), "");
            assertUnavailable(index::check, "");
            server.restart();
            await(
                    server,
                    () -> index.scan(COLLECTION, VectorFilter.ALL, -1, 5000).equals(rows));

            server.freeze();
            assertUnavailable(() -> index.count(COLLECTION, VectorFilter.ALL), "in time");
            server.thaw();
            await(server, () -> index.count(COLLECTION, VectorFilter.ALL) == rows.size());

            killWhileWriting(server, index);
        }
    }

    /** The same rows are written until the call goes well: they are there once, whatever had been written before. */
    private static void killWhileWriting(StoppableMilvus server, MilvusVectorIndex index) throws Exception {
        List<VectorRow> more = rows(10_000, 12_000);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int from = 0; from < more.size(); from += 1000) {
                List<VectorRow> some = more.subList(from, from + 1000);
                await(server, () -> {
                    index.upsert(COLLECTION, some);
                    return true;
                });
            }
        });
        Thread.sleep(400);
        server.kill();
        writing.get();
        VectorFilter partition = VectorFilter.partition("bank-10000");
        await(server, () -> index.count(COLLECTION, partition) == more.size());
        assertThat(index.scan(COLLECTION, partition, -1, 20_000)).isEqualTo(more);
    }

    private static void assertUnavailable(ThrowingCallable call, String said) {
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).isEqualTo(VectorIndexError.VECTOR_INDEX_UNAVAILABLE))
                .withMessageContaining(said)
                .satisfies(e -> assertThat(e.remedy()).isNotBlank());
    }

    private static void await(StoppableMilvus server, Supplier<Boolean> well) {
        long end = System.currentTimeMillis() + RECOVERY_MS;
        while (true) {
            try {
                if (well.get()) {
                    return;
                }
            } catch (PatchbankException e) {
                assertThat(e.code()).isEqualTo(VectorIndexError.VECTOR_INDEX_UNAVAILABLE);
                server.restart(); // as somebody does who watches over servers, should it end by itself
            }
            assertThat(System.currentTimeMillis()).as("recovered in time").isLessThan(end);
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<VectorRow> rows(long first, int count) {
        Random random = new Random(first);
        List<VectorRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] vector = new float[16];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = random.nextFloat();
            }
            rows.add(new VectorRow(first + i, "bank-" + first, vector, Map.of("image", (long) i)));
        }
        return rows;
    }
}
