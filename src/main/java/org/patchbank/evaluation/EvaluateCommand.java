package org.patchbank.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.evaluation.report.ReportFolder;
import org.patchbank.evaluation.trial.Trial;
import org.patchbank.evaluation.trial.TrialJson;
import org.patchbank.evaluation.trial.TrialPlan;
import org.patchbank.evaluation.trial.TrialResult;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Learns from a data set's good images, judges its test images, and says how well that went. */
@Command(
        name = "evaluate",
        description = {
            "Learns from the good images of a data set, judges its test images and says how well that went.",
            "Needs no server and no database. DATASET has the layout of MVTec AD: train/good, test/good,"
                    + " test/<defect>, and ground_truth/<defect>/<name>_mask.png where masks exist."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patchbank evaluate magnetic_tile",
            "  ./patchbank evaluate magnetic_tile --train-limit 200 --backbone resnet18.onnx --json result.json",
            "  ./patchbank evaluate magnetic_tile --set model.coreset_ratio=0.05 --out report",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage.",
        })
public final class EvaluateCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "DATASET", description = "Folder of the data set.")
    private Path dataset;

    @Mixin
    private TrialOptions options;

    @Mixin
    private SpecOptions specOptions;

    @Option(names = "--seed", paramLabel = "S", description = "Decides every random choice (default: the spec's).")
    private Long seed;

    @Option(
            names = "--extrapolate",
            description = "Where the good images are too few for that share, extrapolate the threshold from the tail of"
                    + " their scores.")
    private boolean extrapolate;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write every test image's overlay, map and score there, and a report as one HTML file.")
    private Path out;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the figures as JSON; - prints them instead of the table.")
    private String json;

    private final PatchEmbedders embedders;

    public EvaluateCommand(PatchEmbedders embedders) {
        this.embedders = embedders;
    }

    @Override
    public Integer call() {
        options.requireUsable();
        TrialPlan plan = new TrialPlan(
                options.limited(MvtecDataset.open(dataset)),
                spec(),
                options.threads(),
                options.falseReject(),
                extrapolate);
        prepareOutputs();
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        TrialResult result;
        try (Progress progress = Progress.onStderr()) {
            result = new Trial(embedders, decoder, progress).run(plan);
            if (out != null) {
                writeReport(result, decoder, progress);
            }
        }
        print(result);
        return 0;
    }

    /** Before the work, so that a mistyped path does not cost minutes. */
    private void prepareOutputs() {
        if (out != null) {
            createFolder(out);
        }
        if (json != null && !STANDARD_OUTPUT.equals(json)) {
            createFolder(Path.of(json).toAbsolutePath().getParent());
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    private DetectorSpec spec() {
        JsonNode tree = specOptions.read().orElse(null);
        Map<String, String> settings = options.settings();
        if (seed != null) {
            settings.put("seed", seed.toString());
        }
        return DetectorSpecs.read(tree, settings);
    }

    private void writeReport(TrialResult result, ImageDecoder decoder, Progress progress) {
        try {
            new ReportFolder(out, decoder, progress).write(result);
        } catch (IOException e) {
            throw notWritable(out, e);
        }
    }

    private void print(TrialResult result) {
        PrintWriter console = command.commandLine().getOut();
        if (STANDARD_OUTPUT.equals(json)) {
            Json.print(console, TrialJson.write(result));
            return;
        }
        new EvaluateTable(result).print(console);
        if (out != null) {
            console.println("Report: " + out.resolve(ReportFolder.REPORT).toUri());
        }
        if (json != null) {
            writeJson(Path.of(json), result);
        }
        console.flush();
    }

    private static void writeJson(Path file, TrialResult result) {
        try {
            Files.writeString(file, TrialJson.write(result).toPrettyString() + "\n");
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }

    private static PatchbankException notWritable(Path path, IOException e) {
        return new PatchbankException(
                CommandError.OUTPUT_NOT_WRITABLE,
                path + " cannot be written: " + e,
                "Name a place that can be written, with enough room.",
                e);
    }
}
