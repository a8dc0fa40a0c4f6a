package org.patchbank.vectorindex.milvus;

import java.time.Duration;
import java.util.Optional;

/**
 * How a Milvus is reached and used.
 *
 * @param uri {@code http://host:19530}, or {@code https://} for TLS
 * @param token instead of a user's name and password
 * @param database made if it is not there
 * @param prefix of all names of collections, so that several installations can share a database
 * @param callTimeout how long one call may take
 * @param patience how long a call that failed is tried again; all calls may be repeated
 */
public record MilvusOptions(
        String uri,
        Optional<String> token,
        Optional<String> username,
        Optional<String> password,
        String database,
        String prefix,
        Duration connectTimeout,
        Duration callTimeout,
        Duration patience,
        Index index) {

    /**
     * The index of vectors. It is chosen when a collection is made; parameters of searching count at once.
     *
     * @param nlist cells of IVF_FLAT and IVF_SQ8
     * @param nprobe cells searched
     * @param m neighbours a row has in the graph of HNSW
     * @param efConstruction rows looked at to place a row in the graph
     * @param ef rows looked at in a search
     */
    public record Index(MilvusIndexType type, int nlist, int nprobe, int m, int efConstruction, int ef) {
        public static final Index DEFAULT = new Index(MilvusIndexType.AUTO, 256, 32, 16, 200, 128);
    }

    /** A server without log-in, everything else as by default. */
    public static MilvusOptions of(String uri, String prefix) {
        return new MilvusOptions(
                uri,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "default",
                prefix,
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Index.DEFAULT);
    }

    public MilvusOptions with(Index changed) {
        return new MilvusOptions(
                uri, token, username, password, database, prefix, connectTimeout, callTimeout, patience, changed);
    }

    public MilvusOptions with(Duration connect, Duration call, Duration patient) {
        return new MilvusOptions(uri, token, username, password, database, prefix, connect, call, patient, index);
    }
}
