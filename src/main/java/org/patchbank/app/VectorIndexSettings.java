package org.patchbank.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.patchbank.vectorindex.milvus.MilvusIndexType;
import org.patchbank.vectorindex.milvus.MilvusOptions;

/** Where vectors are kept. */
@ConfigMapping(prefix = "patchbank.vector-index")
public interface VectorIndexSettings {
    /** Where vectors are kept: {@code postgres} or {@code milvus}. */
    @WithDefault("postgres")
    Kind kind();

    Milvus milvus();

    /** The adapters there are. */
    enum Kind {
        POSTGRES,
        MILVUS
    }

    /** How a Milvus is reached and used; {@link MilvusOptions} says what each means. */
    interface Milvus {
        /** Address of Milvus. */
        @WithDefault("http://127.0.0.1:19530")
        String uri();

        /** Token of Milvus, instead of a user and a password. */
        Optional<String> token();

        /** User of Milvus. */
        Optional<String> username();

        /** Password of that user. */
        Optional<String> password();

        /** Database of Milvus. */
        @WithDefault("default")
        String database();

        /** Longest wait for a connection. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** Longest wait for the answer to a call. */
        @WithDefault("20s")
        Duration callTimeout();

        /** How long a call is repeated while Milvus is unavailable. */
        @WithDefault("10s")
        Duration patience();

        /** Type of the index of collections. */
        @WithDefault("auto")
        MilvusIndexType index();

        /** Clusters of an IVF index. */
        @WithName("ivf.nlist")
        @WithDefault("256")
        @Min(1) int nlist();

        /** Clusters that a search of an IVF index looks at. */
        @WithName("ivf.nprobe")
        @WithDefault("32")
        @Min(1) int nprobe();

        /** Neighbours that each vector of an HNSW index keeps. */
        @WithName("hnsw.m")
        @WithDefault("16")
        @Min(2) int m();

        /** Candidates that building an HNSW index looks at. */
        @WithName("hnsw.ef-construction")
        @WithDefault("200")
        @Min(1) int efConstruction();

        /** Candidates that a search of an HNSW index looks at. */
        @WithName("hnsw.ef")
        @WithDefault("128")
        @Min(1) int ef();

        /** @param prefix of the names of all collections */
        default MilvusOptions options(String prefix) {
            return new MilvusOptions(
                    uri(),
                    token(),
                    username(),
                    password(),
                    database(),
                    prefix,
                    connectTimeout(),
                    callTimeout(),
                    patience(),
                    new MilvusOptions.Index(index(), nlist(), nprobe(), m(), efConstruction(), ef()));
        }
    }
}
