package org.patchbank.evaluation.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.evaluation.CommandError;
import org.patchbank.evaluation.HelpOption;
import org.patchbank.evaluation.Json;
import org.patchbank.evaluation.Table;
import org.patchbank.evaluation.TrialOptions;
import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries several detector specs on one data set and says which to use. */
@Command(
        name = "compare",
        description = {
            "Tries several detector specs on one data set and says which to use, and why.",
            "Images run through the network once for all specs that see them alike, whatever layers they take. Without"
                    + " defective test images it ranks by synthetic defects, the steadiness of thresholds, and cost.",
            "Milliseconds hold all that the network does for the specs that it runs for together: alone, a spec takes at most that."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patchbank compare magnetic_tile",
            "  ./patchbank compare magnetic_tile --specs patchcore,padim,mine.yaml --train-limit 200 --json table.json",
            "  ./patchbank compare magnetic_tile --backbone resnet18.onnx --out comparison.html",
            "  ./patchbank compare magnetic_tile --specs patchcore --storage float32,float16,int8,product",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage.",
        })
public final class CompareCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "DATASET", description = "Folder of the data set, in the layout of MVTec AD.")
    private Path dataset;

    @Option(
            names = "--specs",
            paramLabel = "PRESET|FILE",
            split = ",",
            description = "Which to compare: presets by name, files that end in .yaml or .json (default: all presets).")
    private List<String> specs = Presets.NAMES;

    @Mixin
    private TrialOptions options;

    @Option(
            names = "--storage",
            paramLabel = "STORAGE",
            split = ",",
            description = "Try every spec with each of these ways to keep its bank, and say what they cost and save:"
                    + " float32, float16, int8, product.")
    private List<String> storages = List.of();

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "One field for all of them, e.g. seed=1. May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--out", paramLabel = "FILE.html", description = "Write the table as one HTML file.")
    private Path out;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the table as JSON; - prints it instead of the table.")
    private String json;

    private final PatchEmbedders embedders;

    public CompareCommand(PatchEmbedders embedders) {
        this.embedders = embedders;
    }

    @Override
    public Integer call() {
        options.requireUsable();
        CompareSpecs named = CompareSpecs.read(specs, storages, settings());
        options.require(named.areDistinct(), "--specs names one twice: " + String.join(", ", specs));
        MvtecDataset opened = MvtecDataset.openForComparison(dataset);
        SpecComparison comparison;
        try (Progress progress = Progress.onStderr()) {
            comparison = new Comparer(embedders, new ImageDecoder(ImageLimits.DEFAULT), progress)
                    .run(
                            options.limited(opened),
                            named.specs(),
                            named.failed(),
                            options.threads(),
                            options.falseReject());
        }
        print(new ComparisonReport(comparison));
        return 0;
    }

    private Map<String, String> settings() {
        Map<String, String> all = options.settings();
        all.putAll(settings);
        return all;
    }

    private void print(ComparisonReport report) {
        PrintWriter console = command.commandLine().getOut();
        if (out != null) {
            write(out, report.html());
        }
        if (STANDARD_OUTPUT.equals(json)) {
            Json.print(console, report.json());
            return;
        }
        Table table = new Table(report.titles().toArray(String[]::new));
        report.rows().forEach(row -> table.row(row.toArray(String[]::new)));
        table.print(console);
        console.println();
        report.words().forEach(console::println);
        if (out != null) {
            console.println("Report: " + out.toUri());
        }
        if (json != null) {
            write(Path.of(json), report.json().toPrettyString() + "\n");
        }
        console.flush();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new PatchbankException(
                    CommandError.OUTPUT_NOT_WRITABLE,
                    file + " cannot be written: " + e,
                    "Name a place that can be written, with enough room.",
                    e);
        }
    }
}
