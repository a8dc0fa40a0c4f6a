package org.patchbank.evaluation.benchmark;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbank.evaluation.HelpOption;
import org.patchbank.evaluation.Json;
import org.patchbank.evaluation.client.InspectionAnswer;
import org.patchbank.evaluation.client.PatchbankClient;
import org.patchbank.platform.PatchbankException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures query nodes: each alone, then all together. */
@Command(
        name = "cluster",
        description = {
            "Measures how many inspections a second query nodes make: each alone, then all together, with the same clients.",
            "Nodes on machines of their own should reach the sum of their rates together; nodes that share one machine, the"
                    + " rate of the best alone, which has all its cores then."
        },
        footerHeading = "%nExample:%n",
        footer =
                "  ./patchbank benchmark cluster http://q1:8080 http://q2:8080 http://q3:8080 --product tile --images photos")
public final class ClusterBenchmark implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private HelpOption help;

    @Mixin
    private PartOptions parts;

    @Parameters(arity = "1..*", paramLabel = "URL", description = "Query nodes of one factory.")
    private List<URI> nodes;

    @Option(names = "--clients", defaultValue = "8", description = "Clients at once (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "For each measurement, after 3 to warm up (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    private record Answer(double millis, String version, String node) {}

    /** What was measured of some nodes. */
    record Figures(
            double perSecond,
            double medianMs,
            double p95Ms,
            int answers,
            int refused,
            long unnamed,
            List<String> versions,
            long nodes) {
        String words() {
            return String.format(
                    Locale.ROOT,
                    "%.1f inspections/s, median %.0f ms, 95 %% within %.0f ms; %d answers, %d refused,"
                            + " %d without version or node; versions %s by %d nodes",
                    perSecond,
                    medianMs,
                    p95Ms,
                    answers,
                    refused,
                    unnamed,
                    versions,
                    nodes);
        }
    }

    record Report(int clients, List<Figures> alone, Figures together, double ofTheSum, double ofTheBest) {}

    @Override
    public Integer call() throws InterruptedException {
        List<Path> files = parts.files();
        List<Figures> alone = new ArrayList<>();
        for (URI node : nodes) {
            alone.add(measure(List.of(node), files));
        }
        double sum = alone.stream().mapToDouble(Figures::perSecond).sum();
        double best = alone.stream().mapToDouble(Figures::perSecond).max().orElseThrow();
        Figures all = measure(nodes, files);
        print(new Report(clients, alone, all, all.perSecond() / sum, all.perSecond() / best));
        return 0;
    }

    private void print(Report report) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            Json.print(out, report);
            return;
        }
        for (int i = 0; i < nodes.size(); i++) {
            out.println(nodes.get(i) + ": " + report.alone().get(i).words());
        }
        out.println("together: " + report.together().words());
        out.printf(
                Locale.ROOT,
                "together is %.2f of the sum, %.2f of the best alone%n",
                report.ofTheSum(),
                report.ofTheBest());
        out.flush();
    }

    private Figures measure(List<URI> urls, List<Path> files) throws InterruptedException {
        run(urls, files, Duration.ofSeconds(3), new ConcurrentLinkedQueue<>());
        ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        int refused = run(urls, files, Duration.ofSeconds(seconds), answers);
        double took = Times.millisSince(start) / 1000;
        Times times = new Times(answers.stream().mapToDouble(Answer::millis).toArray());
        return new Figures(
                answers.size() / took,
                answers.isEmpty() ? 0 : times.quantile(0.5),
                answers.isEmpty() ? 0 : times.quantile(0.95),
                answers.size(),
                refused,
                answers.stream()
                        .filter(answer -> answer.version() == null || answer.node() == null)
                        .count(),
                answers.stream()
                        .map(Answer::version)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList(),
                answers.stream()
                        .map(Answer::node)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count());
    }

    /** @return how many were not answered with an inspection */
    private int run(List<URI> urls, List<Path> files, Duration time, ConcurrentLinkedQueue<Answer> answers)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int number = i;
            PatchbankClient client = new PatchbankClient(urls.get(i % urls.size()));
            Thread thread = new Thread(() -> {
                for (int turn = number; System.nanoTime() < end; turn++) {
                    inspect(client, files.get(turn % files.size()), answers, refused);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return refused.get();
    }

    private void inspect(
            PatchbankClient client, Path file, ConcurrentLinkedQueue<Answer> answers, AtomicInteger refused) {
        long start = System.nanoTime();
        try {
            InspectionAnswer inspection = client.inspect(file, parts.product, parts.line, null, null);
            String version = inspection.version() == null || inspection.revision() == null
                    ? null
                    : inspection.referenceSet() + " " + inspection.version() + " (revision " + inspection.revision()
                            + ")";
            answers.add(new Answer(Times.millisSince(start), version, inspection.node()));
        } catch (PatchbankException e) {
            refused.incrementAndGet();
        } catch (FileNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
