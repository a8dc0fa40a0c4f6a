package org.patchbank.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbank.evaluation.dataset.MvtecDataset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that learn from a data set's good images and judge its test images. */
public final class TrialOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--backbone",
            paramLabel = "NAME|FILE.onnx",
            description =
                    "Network that sees the patches: a name, or an ONNX file (default: the one that the spec names).")
    private String backbone;

    @Option(names = "--train-limit", paramLabel = "N", description = "Learn from the first N images by file name only.")
    private Integer trainLimit;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to work with (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--false-reject",
            paramLabel = "RATE",
            defaultValue = "0.02",
            description = "Share of good parts that thresholds may reject (default: ${DEFAULT-VALUE}).")
    private double falseReject;

    /** @throws ParameterException if a value is out of range */
    public void requireUsable() {
        require(trainLimit == null || trainLimit > 0, "--train-limit must be at least 1");
        require(threads > 0, "--threads must be at least 1");
        require(falseReject > 0 && falseReject < 1, "--false-reject must lie between 0 and 1, as 0.02");
    }

    /** @throws ParameterException with the message, unless something holds */
    public void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(command.commandLine(), message);
        }
    }

    /** The data set with as many images to learn from as are wanted. */
    public MvtecDataset limited(MvtecDataset whole) {
        return trainLimit == null ? whole : whole.limitTrain(trainLimit);
    }

    public int threads() {
        return threads;
    }

    public double falseReject() {
        return falseReject;
    }

    /** Fields of the spec that are set here. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (backbone != null) {
            settings.put("backbone", backbone);
        }
        return settings;
    }
}
