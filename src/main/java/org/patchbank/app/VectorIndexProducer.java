package org.patchbank.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.milvus.MilvusVectorIndex;
import org.patchbank.vectorindex.postgres.PostgresVectorIndex;

/** Chooses where vectors are kept. */
@ApplicationScoped
class VectorIndexProducer {
    @Produces
    @Singleton
    VectorIndex vectorIndex(VectorIndexSettings settings, DataSource database) throws SQLException {
        return switch (settings.kind()) {
            case POSTGRES -> new PostgresVectorIndex(database);
            case MILVUS ->
                new MilvusVectorIndex(
                        settings.milvus().options(Installation.of(database).collectionPrefix()));
        };
    }

    void close(@Disposes VectorIndex index) throws Exception {
        if (index instanceof AutoCloseable open) {
            open.close();
        }
    }
}
