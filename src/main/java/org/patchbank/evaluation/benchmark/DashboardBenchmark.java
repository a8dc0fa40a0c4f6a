package org.patchbank.evaluation.benchmark;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.patchbank.evaluation.HelpOption;
import org.patchbank.evaluation.Json;
import org.patchbank.evaluation.client.PatchbankClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures what people who read the dashboard cost the lines. */
@Command(
        name = "dashboard",
        description = {
            "Measures how long inspections take while people read the dashboard, against inspections while nobody does.",
            "A line sends parts at a fixed rate, as lines do. Rounds with and without readers take turns, so that what else the"
                    + " machine does falls on both. A reader opens another page every few seconds, with its pictures.",
            "A first round with readers is told apart: a server that has just started compiles its pages then, and"
                    + " browsers fetch pictures that they keep afterwards."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./patchbank benchmark dashboard http://127.0.0.1:8080 --product tile --images photos")
public final class DashboardBenchmark implements Callable<Integer> {
    private static final int WARM_UP = 20;

    @Spec
    private CommandSpec command;

    @Mixin
    private HelpOption help;

    @Mixin
    private PartOptions parts;

    @Parameters(paramLabel = "URL", description = "A node that inspects and shows pages.")
    private URI server;

    @Option(names = "--readers", defaultValue = "20", description = "People at once (default: ${DEFAULT-VALUE}).")
    private int readers;

    @Option(
            names = "--look",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "How long a person looks at a page (default: ${DEFAULT-VALUE}).")
    private double look;

    @Option(
            names = "--rate",
            defaultValue = "4",
            paramLabel = "PARTS",
            description = "Parts a second that the line sends (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seconds",
            defaultValue = "15",
            description =
                    "Of a round; after the first there are four with readers and four without (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    /** Milliseconds of an inspection from request to answer. */
    record Figures(int inspections, double medianMs, double p95Ms) {
        static Figures of(List<Double> millis) {
            Times times = new Times(millis.stream().mapToDouble(each -> each).toArray());
            return new Figures(millis.size(), times.quantile(0.5), times.quantile(0.95));
        }
    }

    /** @param first of the round with readers that goes ahead of those which are compared */
    record Report(
            int readers, int views, int failedViews, Figures first, Figures alone, Figures read, double p95Ratio) {}

    @Override
    public Integer call() throws InterruptedException, FileNotFoundException {
        List<Path> files = parts.files();
        PatchbankClient client = new PatchbankClient(server);
        for (int i = 0; i < WARM_UP; i++) {
            client.inspect(files.get(i % files.size()), parts.product, parts.line, null, null);
        }
        List<Double> first = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<Double> read = new ArrayList<>();
        Readers people = new Readers(server, parts.product, readers, Duration.ofMillis((long) (1000 * look)));
        for (int round = 0; round <= 4; round++) {
            if (round > 0) {
                round(client, files, alone);
            }
            try (Readers.Look looking = people.look()) {
                round(client, files, round == 0 ? first : read);
            }
        }
        Figures without = Figures.of(alone);
        Figures with = Figures.of(read);
        print(new Report(
                readers,
                people.views(),
                people.failures(),
                Figures.of(first),
                without,
                with,
                with.p95Ms() / without.p95Ms()));
        return 0;
    }

    private void round(PatchbankClient client, List<Path> files, List<Double> millis)
            throws InterruptedException, FileNotFoundException {
        long start = System.nanoTime();
        int count = (int) Math.ceil(seconds * rate);
        for (int part = 0; part < count; part++) {
            long due = start + (long) (part / rate * 1e9);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            long sent = System.nanoTime();
            client.inspect(files.get(part % files.size()), parts.product, parts.line, null, null);
            millis.add(Times.millisSince(sent));
        }
    }

    private void print(Report report) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            Json.print(out, report);
            return;
        }
        out.println("first round:   " + words(report.first()));
        out.println("nobody reads:  " + words(report.alone()));
        out.println(report.readers() + " people read: " + words(report.read()) + ", while " + report.views()
                + " pages were opened, " + report.failedViews() + " requests of them failed");
        out.printf(Locale.ROOT, "95 %% of the inspections take %.2f times as long%n", report.p95Ratio());
        out.flush();
    }

    private static String words(Figures figures) {
        return String.format(
                Locale.ROOT,
                "%d inspections, median %.1f ms, 95 %% within %.1f ms",
                figures.inspections(),
                figures.medianMs(),
                figures.p95Ms());
    }
}
