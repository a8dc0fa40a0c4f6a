package org.patchbank.evaluation.seed;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.patchbank.evaluation.DataDirOption;
import org.patchbank.evaluation.HelpOption;
import org.patchbank.evaluation.RunningServer;
import org.patchbank.evaluation.ServerOptions;
import org.patchbank.evaluation.ServerStarter;
import org.patchbank.platform.database.DatabaseAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fills a database with inspections that never happened, to see how the program behaves with many. */
@Command(
        name = "seed",
        description = {
            "Fills the database with synthetic inspections, verdicts and defects.",
            "Their products are called synthetic-..., their deployments judge nothing. Scores of good and of defective parts"
                    + " overlap as they do in life; most rejects have a verdict, few accepted parts have one."
                    + " A million inspections have some 100,000 defects."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patchbank seed --inspections 1000000 --data-dir big            then: ./patchbank serve --data-dir big",
            "  ./patchbank seed --inspections 1000000 --data-dir big --measure  and how long pages, lists and trends take",
            "  ./patchbank seed --inspections 0 --data-dir big --measure        measures what is there",
        })
public final class SeedCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    private final ServerStarter starter;

    @Spec
    private CommandSpec command;

    @Mixin
    private DataDirOption dataDir;

    @Option(names = "--inspections", defaultValue = "100000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int inspections;

    @Option(names = "--months", defaultValue = "6", description = "Over how many months (default: ${DEFAULT-VALUE}).")
    private int months;

    @Option(
            names = "--deployments",
            defaultValue = "12",
            description = "Over how many products on lines, 1 to 12 (default: ${DEFAULT-VALUE}).")
    private int deployments;

    @Option(names = "--seed", defaultValue = "1", description = "Of the random numbers (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--shadow", description = "Give each deployment a shadow that has scored all of them too.")
    private boolean shadow;

    @Option(
            names = "--measure",
            description = "Measure pages, lists, filters, trends, limits tried and similar defects at the server.")
    private boolean measure;

    public SeedCommand(ServerStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws SQLException, IOException, InterruptedException {
        if (deployments < 1 || deployments > 12) {
            throw new CommandLine.ParameterException(command.commandLine(), "--deployments must be 1 to 12");
        }
        Map<String, String> settings = Map.of("quarkus.http.port", "0", "patchbank.history.statistics-every", "5s");
        PrintWriter out = command.commandLine().getOut();
        try (RunningServer server = starter.start(new ServerOptions(dataDir.path(), settings, true))) {
            DatabaseAddress database = database();
            if (inspections > 0) {
                long start = System.nanoTime();
                Instant end = Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS);
                Instant first = end.atZone(ZoneOffset.UTC).minusMonths(months).toInstant();
                SyntheticHistory history = new SyntheticHistory(inspections, deployments, first, end, seed);
                HistoryCopy copy = new HistoryCopy(database, dataDir.path(), new SyntheticDefects(seed));
                copy.write(history, done -> {
                    out.printf("  %,d of %,d%n", done, inspections);
                    out.flush();
                });
                out.printf(
                        Locale.ROOT, "  %,d inspections in %.0f s%n", inspections, (System.nanoTime() - start) / 1e9);
                out.flush();
            }
            if (shadow) {
                long start = System.nanoTime();
                int scored = new ShadowCopy(database).write();
                out.printf(
                        Locale.ROOT, "  %,d scores of shadows in %.0f s%n", scored, (System.nanoTime() - start) / 1e9);
                out.flush();
            }
            if (measure) {
                new HistoryTimes(server.url(), database, HistoryTimes.RUNS).print(out);
            }
        }
        return 0;
    }

    private static DatabaseAddress database() {
        Config config = ConfigProvider.getConfig();
        return new DatabaseAddress(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getOptionalValue("quarkus.datasource.username", String.class)
                        .orElse(""),
                config.getOptionalValue("quarkus.datasource.password", String.class)
                        .orElse(""));
    }
}
