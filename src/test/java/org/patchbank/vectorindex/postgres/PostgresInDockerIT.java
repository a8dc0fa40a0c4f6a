package org.patchbank.vectorindex.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.testing.DockerImages;
import org.patchbank.testing.PooledDatabase;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorIndexContract;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The contract on the PostgreSQL of a container, of the image in {@code PATCHBANK_TEST_POSTGRES_IMAGE}: another version and
 * another build than the embedded one.
 */
class PostgresInDockerIT implements VectorIndexContract {
    private static final AtomicInteger COLLECTIONS = new AtomicInteger();
    private static PostgreSQLContainer container;
    private static AgroalDataSource connections;
    private static VectorIndex index;

    @BeforeAll
    static void start() throws SQLException {
        String image = System.getenv().getOrDefault("PATCHBANK_TEST_POSTGRES_IMAGE", "postgres:17");
        assumeTrue(
                DockerImages.isHere(image),
                "skipped: needs Docker and the image " + image + " (another one: PATCHBANK_TEST_POSTGRES_IMAGE)");
        container = new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
        container.start();
        connections = PooledDatabase.open(
                new DatabaseAddress(container.getJdbcUrl(), container.getUsername(), container.getPassword()));
        Flyway.configure()
                .dataSource(connections)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        index = new PostgresVectorIndex(connections);
    }

    @AfterAll
    static void stop() {
        if (connections != null) {
            connections.close();
        }
        if (container != null) {
            container.stop();
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
