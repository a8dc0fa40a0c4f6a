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
        @WithDefault("http://127.0.0.1:19530")
        String uri();

        Optional<String> token();

        Optional<String> username();

        Optional<String> password();

        @WithDefault("default")
        String database();

        @WithDefault("2s")
        Duration connectTimeout();

        @WithDefault("20s")
        Duration callTimeout();

        @WithDefault("10s")
        Duration patience();

        @WithDefault("auto")
        MilvusIndexType index();

        @WithName("ivf.nlist")
        @WithDefault("256")
        @Min(1) int nlist();

        @WithName("ivf.nprobe")
        @WithDefault("32")
        @Min(1) int nprobe();

        @WithName("hnsw.m")
        @WithDefault("16")
        @Min(2) int m();

        @WithName("hnsw.ef-construction")
        @WithDefault("200")
        @Min(1) int efConstruction();

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
