package org.patchbank.vectorindex.milvus;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.patchbank.testing.MilvusServer;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorIndexContract;

/** The contract on a real server. */
@Tag("containers") // which .ci/run has
class MilvusVectorIndexIT implements VectorIndexContract {
    private static final AtomicInteger COLLECTIONS = new AtomicInteger();
    private static MilvusVectorIndex index;

    @BeforeAll
    static void start() {
        String prefix = "test_" + UUID.randomUUID().toString().replace('-', '_') + "_";
        index = new MilvusVectorIndex(MilvusOptions.of(MilvusServer.uri(), prefix));
    }

    @AfterAll
    static void stop() {
        if (index != null) {
            index.collections().forEach(index::drop);
            index.close();
        }
    }

    @Override
    public VectorIndex index() {
        return index;
    }

    @Override
    public VectorCollection collection(int dimension) {
        return new VectorCollection("test_" + COLLECTIONS.incrementAndGet(), dimension);
    }
}
