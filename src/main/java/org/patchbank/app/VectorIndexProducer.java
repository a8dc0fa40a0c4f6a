package org.patchbank.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.postgres.PostgresVectorIndex;

/** Chooses where vectors are kept. */
@ApplicationScoped
class VectorIndexProducer {
    @Produces
    @Singleton
    VectorIndex vectorIndex(VectorIndexSettings settings, DataSource database) {
        return switch (settings.kind()) {
            case POSTGRES -> new PostgresVectorIndex(database);
        };
    }
}
