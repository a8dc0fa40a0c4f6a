package org.patchbank.evaluation.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.patchbank.detector.memorybank.BankSettings;
import org.patchbank.detector.search.Metric;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.evaluation.HelpOption;
import org.patchbank.evaluation.Json;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.Parallel;
import org.patchbank.vectorindex.milvus.MilvusIndexType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the core against its plain counterparts in one run. */
@Command(
        name = "benchmark",
        description = {
            "Measures the coreset, the search and a whole inspection on this machine.",
            "Each stands beside its plain counterpart in the same run, with the same threads: the coreset beside the plain"
                    + " greedy loop, the search beside one full product on ONNX Runtime, the inspection beside the"
                    + " network alone. Only the ratios carry over to other machines."
        },
        subcommands = {ClusterBenchmark.class, DashboardBenchmark.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patchbank benchmark",
            "  ./patchbank benchmark coreset --rows 50000",
            "  ./patchbank benchmark index --milvus http://127.0.0.1:19530 --index-type IVF_SQ8 --turns 100",
            "  ./patchbank benchmark all --dataset data/tiles --backbone resnet18.onnx --json figures.json",
        })
public final class BenchmarkCommand implements Callable<Integer> {
    /** What is measured. */
    public enum Target {
        CORESET,
        SEARCH,
        INSPECT,
        INDEX,
        ALL
    }

    private final PatchEmbedders embedders;

    @Spec
    private CommandSpec command;

    @Mixin
    private HelpOption help;

    @Parameters(
            arity = "0..1",
            paramLabel = "coreset|search|inspect|index|all",
            defaultValue = "all",
            description = "What to measure (default: ${DEFAULT-VALUE}); index needs --milvus, and is no part of all.")
    private Target target;

    @Option(
            names = "--milvus",
            paramLabel = "URI",
            description = "Milvus for index, such as http://127.0.0.1:19530. What is written there is removed again.")
    private String milvus;

    @Option(
            names = "--index-type",
            paramLabel = "FLAT|IVF_FLAT|HNSW|IVF_SQ8",
            defaultValue = "HNSW",
            description = "Index of Milvus (default: ${DEFAULT-VALUE}).")
    private MilvusIndexType indexType;

    @Option(
            names = "--dataset",
            paramLabel = "DATASET",
            description = "Images in the MVTec AD layout. Without it: seeded mixtures, and rendered parts for inspect.")
    private Path dataset;

    @Option(
            names = "--backbone",
            paramLabel = "NAME|FILE.onnx",
            description = "Network for --dataset and inspect (default: the built-in one).")
    private String backbone;

    @Option(
            names = "--train-limit",
            paramLabel = "N",
            defaultValue = "200",
            description = "Images to learn from, the first by name (default: ${DEFAULT-VALUE}).")
    private int trainLimit;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "156800",
            description = "Rows of the mixture (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--dimension",
            paramLabel = "N",
            defaultValue = "384",
            description = "Dimension of the mixture (default: ${DEFAULT-VALUE}).")
    private int dimension;

    @Option(
            names = "--ratio",
            paramLabel = "R",
            defaultValue = "0.1",
            description = "Share of the rows that the coreset keeps (default: ${DEFAULT-VALUE}).")
    private double ratio;

    @Option(
            names = "--plain-choices",
            paramLabel = "N",
            defaultValue = "500",
            description = "Choices of the plain loop that are timed and compared (default: ${DEFAULT-VALUE}).")
    private int plainChoices;

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = "200",
            description = "Searches and inspections that are timed (default: ${DEFAULT-VALUE}).")
    private int turns;

    @Option(
            names = "--metric",
            paramLabel = "euclidean|cosine|mahalanobis",
            defaultValue = "euclidean",
            description = "Metric of the search (default: ${DEFAULT-VALUE}). The others change the embeddings first.")
    private Metric metric;

    @Option(
            names = "--shrinkage",
            paramLabel = "S",
            defaultValue = "" + BankSettings.DEFAULT_SHRINKAGE,
            description = "Shrinkage of the covariance for --metric mahalanobis (default: ${DEFAULT-VALUE}).")
    private double shrinkage;

    @Option(names = "--threads", paramLabel = "N", description = "Threads (default: one a core).")
    private Integer threads;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON; - for standard output.")
    private String json;

    public BenchmarkCommand(PatchEmbedders embedders) {
        this.embedders = embedders;
    }

    @Override
    public Integer call() {
        int cores = threads != null ? threads : Runtime.getRuntime().availableProcessors();
        requireSense(cores);
        DetectorSpec spec = DetectorSpecs.read(null, backbone == null ? Map.of() : Map.of("backbone", backbone));
        Map<String, Object> figures = new LinkedHashMap<>();
        try (Parallel parallel = new Parallel(cores)) {
            BenchmarkRun run =
                    new BenchmarkRun(spec, embedders, new ImageDecoder(ImageLimits.DEFAULT), parallel, ratio, seed);
            if (dataset != null) {
                run.load(BenchmarkImages.of(dataset, trainLimit));
            } else if (target != Target.INSPECT) {
                run.mixture(rows, dimension);
            }
            if (target == Target.CORESET || target == Target.ALL) {
                say("Choosing a coreset, lazily and by the plain loop ...");
                figures.put("coreset", run.coreset(plainChoices));
            }
            if (target == Target.SEARCH || target == Target.ALL) {
                say("Searching the bank, by filter and verify and by a full product ...");
                figures.put("search", run.search(turns, metric, shrinkage));
            }
            if (target == Target.INDEX) {
                say("Searching the bank in Milvus and in memory ...");
                figures.put("index", run.index(milvus, indexType, turns));
            }
            if (target == Target.INSPECT || target == Target.ALL) {
                say("Inspecting images ...");
                if (dataset == null) {
                    run.load(BenchmarkImages.rendered(trainLimit, seed));
                }
                figures.put("inspect", run.inspect(turns));
            }
        }
        figures.put("metric", metric.name().toLowerCase(Locale.ROOT));
        figures.put("threads", cores);
        figures.put("kernel", org.patchbank.detector.kernel.Kernels.best().name());
        figures.put("backbone", spec.embedding().backbone());
        report(figures);
        return 0;
    }

    private void requireSense(int cores) {
        if (cores < 1 || turns < 20 || plainChoices < 1 || trainLimit < 2 || dimension < 1 || rows < 20 * 784) {
            throw new ParameterException(
                    command.commandLine(),
                    "--threads, --plain-choices and --dimension start at 1, --train-limit at 2, --turns at 20, --rows at %d."
                            .formatted(20 * 784));
        }
        if (target == Target.INDEX && milvus == null) {
            throw new ParameterException(
                    command.commandLine(), "index needs a Milvus: --milvus http://127.0.0.1:19530");
        }
        if (!(shrinkage > 0 && shrinkage <= 1)) {
            throw new ParameterException(
                    command.commandLine(), "--shrinkage must be above 0 and at most 1, was " + shrinkage);
        }
        if (!(ratio > 0 && ratio <= 1)) {
            throw new ParameterException(command.commandLine(), "--ratio must be above 0 and at most 1, was " + ratio);
        }
    }

    private void say(String line) {
        command.commandLine().getErr().println(line);
        command.commandLine().getErr().flush();
    }

    private void report(Map<String, Object> figures) {
        PrintWriter out = command.commandLine().getOut();
        if ("-".equals(json)) {
            Json.print(out, figures);
            return;
        }
        if (json != null) {
            try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(Path.of(json)))) {
                Json.print(file, figures);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (figures.get("coreset") instanceof CoresetBenchmark.Figures f) {
            print(
                    out,
                    "coreset  %d of %d rows: %.2f s, plain loop %.1f s: %.1f times as fast; first %d of %d choices the same",
                    f.size(),
                    f.rows(),
                    f.seconds(),
                    f.plainSeconds(),
                    f.ratio(),
                    f.sameFirst(),
                    f.compared());
        }
        if (figures.get("search") instanceof SearchBenchmark.Figures f) {
            print(
                    out,
                    "search   %d queries in %d rows: %.2f ms, full product %.2f ms, each with %.2f ms for the metric: %.1f times as fast;"
                            + " largest error %.1e",
                    f.queries(),
                    f.bank(),
                    f.ms(),
                    f.bruteForceMs(),
                    f.transformMs(),
                    f.ratio(),
                    f.maxMapError());
        }
        if (figures.get("index") instanceof IndexBenchmark.Figures f) {
            print(
                    out,
                    "index    %d queries in %d rows, %s: %.1f ms, bare call of the SDK %.1f ms: %.1f %% more; in memory %.1f ms;"
                            + " %.1f patches verified an image, recall %.3f, %d of %d scores corrected, largest error %.1e",
                    f.queries(),
                    f.bank(),
                    f.index(),
                    f.ms(),
                    f.plainMs(),
                    100 * f.overhead(),
                    f.localMs(),
                    f.verified(),
                    f.recall(),
                    f.corrected(),
                    f.images(),
                    f.maxScoreError());
        }
        if (figures.get("inspect") instanceof InspectBenchmark.Figures f) {
            print(
                    out,
                    "inspect  decided after p50 %.1f ms, p99 %.1f ms (network alone %.1f ms, %.2f times that); map and regions after %.1f ms",
                    f.p50Ms(),
                    f.p99Ms(),
                    f.backboneP50Ms(),
                    f.ratio(),
                    f.answerP50Ms());
        }
        out.flush();
    }

    private static void print(PrintWriter out, String line, Object... values) {
        out.println(String.format(Locale.ROOT, line, values));
    }
}
