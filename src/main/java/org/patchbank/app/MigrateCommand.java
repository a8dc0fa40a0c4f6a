package org.patchbank.app;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.patchbank.defect.DefectMigration;
import org.patchbank.evaluation.DataDirOption;
import org.patchbank.evaluation.HelpOption;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.platform.database.EmbeddedDatabase;
import org.patchbank.platform.database.SchemaHistory;
import org.patchbank.reference.BankMigration;
import org.patchbank.reference.BankMigration.Moved;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.milvus.MilvusVectorIndex;
import org.patchbank.vectorindex.postgres.PostgresVectorIndex;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Moves banks and defects from one kind of vector index to the other. */
@Command(
        name = "migrate",
        description = {
            "Copies the banks of all ready versions from PostgreSQL into Milvus, or back, and checks each against its hash;"
                    + " then the vectors of all defects, and compares each.",
            "Stop the servers first. Interrupted, it goes on where it was when it is run again. Afterwards set"
                    + " patchbank.vector-index.kind and start the servers."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  PATCHBANK_VECTOR_INDEX_MILVUS_URI=http://milvus:19530 ./patchbank migrate postgres-to-milvus",
            "  ./patchbank migrate postgres-to-milvus --remove-source     also frees the room in PostgreSQL",
            "  ./patchbank migrate milvus-to-postgres",
        })
final class MigrateCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Mixin
    private DataDirOption dataDir;

    @Parameters(
            paramLabel = "WAY",
            description = "postgres-to-milvus or milvus-to-postgres.",
            converter = WayConverter.class)
    private Way way;

    @Option(
            names = "--remove-source",
            description =
                    "When all banks and defects have been checked where they are now, remove them from where they were.")
    private boolean removeSource;

    @Spec
    private CommandSpec command;

    enum Way {
        POSTGRES_TO_MILVUS,
        MILVUS_TO_POSTGRES
    }

    static final class WayConverter implements ITypeConverter<Way> {
        @Override
        public Way convert(String value) {
            return switch (value) {
                case "postgres-to-milvus" -> Way.POSTGRES_TO_MILVUS;
                case "milvus-to-postgres" -> Way.MILVUS_TO_POSTGRES;
                default ->
                    throw new TypeConversionException(
                            "'" + value + "' is neither postgres-to-milvus nor milvus-to-postgres");
            };
        }
    }

    @Override
    public Integer call() throws SQLException {
        StartSettings settings = StartSettings.read();
        Optional<DatabaseAddress> named = settings.database();
        if (named.isPresent()) {
            return migrate(settings, named.get());
        }
        try (DataFolder folder = DataFolder.open(dataDir.path());
                EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            return migrate(settings, database.address());
        }
    }

    private int migrate(StartSettings settings, DatabaseAddress address) throws SQLException {
        SchemaHistory.check(address);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(address.jdbcUrl());
        database.setUser(address.username());
        database.setPassword(address.password());
        String prefix = Installation.of(database).collectionPrefix();
        try (MilvusVectorIndex milvus =
                new MilvusVectorIndex(settings.vectorIndex().milvus().options(prefix))) {
            milvus.check();
            VectorIndex postgres = new PostgresVectorIndex(database);
            return way == Way.POSTGRES_TO_MILVUS
                    ? migrate(database, postgres, milvus)
                    : migrate(database, milvus, postgres);
        }
    }

    private int migrate(DataSource database, VectorIndex from, VectorIndex to) throws SQLException {
        PrintWriter out = command.commandLine().getOut();
        BankMigration migration = new BankMigration(database, from, to);
        List<Moved> moved = migration.run((bank, done, total) -> {
            out.printf(
                    "  %d of %d  %s: %,d vectors %s%n",
                    done,
                    total,
                    bank.label(),
                    bank.rows(),
                    bank.copied() ? "copied and checked" : "there already, checked");
            out.flush();
        });
        out.printf("All %d banks are there, with the hashes they were built with.%n", moved.size());
        DefectMigration defects = new DefectMigration(from, to);
        DefectMigration.Moved seen = defects.run();
        out.printf("All %,d defects are there, %,d of them copied and compared.%n", seen.defects(), seen.copied());
        if (removeSource && !migration.removeSource(moved)) {
            out.println("Nothing is removed: versions have been built meanwhile. Stop the servers and run this again.");
            out.flush();
            return 1;
        }
        if (removeSource) {
            defects.removeSource();
            out.println("The banks and defects are removed from where they were.");
        }
        out.printf(
                "Now set patchbank.vector-index.kind=%s and start the servers.%n",
                way == Way.POSTGRES_TO_MILVUS ? "milvus" : "postgres");
        out.flush();
        return 0;
    }
}
