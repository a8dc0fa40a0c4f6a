package org.patchbank.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.patchbank.evaluation.ServerChoice.Connection;
import org.patchbank.evaluation.client.DeploymentAnswer;
import org.patchbank.evaluation.client.InspectionAnswer;
import org.patchbank.evaluation.client.PatchbankClient;
import org.patchbank.evaluation.client.Refused;
import org.patchbank.platform.ErrorKind;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges images by what was learned of their product. */
@Command(
        name = "inspect",
        description = {
            "Judges images: accept, review or reject, with the score and the regions that stand out.",
            "Every inspection is kept. Exit code 0 when all images were judged, whatever the decisions; 1 when one could not be."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patchbank inspect new/part-17.png --product bracket",
            "  ./patchbank inspect new/*.png --product bracket --line press-2 --out pictures",
            "  ./patchbank inspect new --product bracket --server http://inspection:8080 --json",
        })
public final class InspectCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    private final ServerStarter starter;

    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "Image files; a folder stands for the images in it.")
    private List<Path> images;

    @Option(names = "--product", required = true, paramLabel = "PRODUCT", description = "What the images show.")
    private String product;

    @Option(
            names = "--line",
            defaultValue = "default",
            description = "Line to inspect for (default: ${DEFAULT-VALUE}).")
    private String line;

    @Option(names = "--serial", description = "Serial number of the part, kept with the inspection.")
    private String serial;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write each image's overlay and anomaly map there, as PNG.")
    private Path out;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin
    private ServerChoice server;

    public InspectCommand(ServerStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() {
        List<Path> files = ImageFiles.of(images);
        InspectReport report = new InspectReport(new ArrayList<>(), new ArrayList<>(), null);
        try (Connection connection = server.connect(starter);
                Progress progress = Progress.onStderr()) {
            for (Path file : files) {
                progress.update("Inspecting", report.size(), files.size());
                inspect(connection.client(), file, report);
            }
            progress.update("Inspecting", report.size(), files.size());
            report = new InspectReport(report.judged(), report.failed(), calibration(connection.client()));
        }
        report.print(command.commandLine().getOut(), json);
        return report.failed().isEmpty() ? 0 : 1;
    }

    private JsonNode calibration(PatchbankClient client) {
        return client.deployment(product, line)
                .map(DeploymentAnswer::calibration)
                .orElse(null);
    }

    private void inspect(PatchbankClient client, Path file, InspectReport report) {
        try {
            InspectionAnswer inspection = client.inspect(file, product, line, serial, null);
            report.judged().add(new InspectReport.Judged(file.toString(), inspection));
            if (out != null) {
                write(client, file, inspection);
            }
        } catch (PatchbankException e) {
            if (endsAll(e)) {
                throw e;
            }
            report.failed().add(new Refused(file.toString(), e.code().code(), e.getMessage(), e.remedy()));
        } catch (IOException e) {
            report.failed()
                    .add(new Refused(file.toString(), "file-unreadable", "It cannot be read: " + e, "Check its path."));
        }
    }

    /** A missing deployment or server concerns every image; a bad image only itself. */
    private static boolean endsAll(PatchbankException e) {
        return switch (e.code().kind()) {
            case BAD_REQUEST, TOO_LARGE, UNPROCESSABLE -> false;
            default -> e.code().kind() != ErrorKind.EXHAUSTED;
        };
    }

    private void write(PatchbankClient client, Path file, InspectionAnswer inspection) {
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        try {
            Files.createDirectories(out);
            for (String picture : List.of("overlay", "map")) {
                Files.write(out.resolve(name + "." + picture + ".png"), client.picture(inspection, picture));
            }
        } catch (IOException e) {
            throw new PatchbankException(
                    CommandError.OUTPUT_NOT_WRITABLE,
                    "Pictures cannot be written to " + out + ": " + e,
                    "Name a folder that can be written with --out.",
                    e);
        }
    }
}
