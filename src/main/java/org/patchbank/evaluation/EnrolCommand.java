package org.patchbank.evaluation;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.patchbank.evaluation.ServerChoice.Connection;
import org.patchbank.evaluation.client.DeploymentAnswer;
import org.patchbank.evaluation.client.PatchbankClient;
import org.patchbank.evaluation.client.ReferenceSetAnswer;
import org.patchbank.evaluation.client.UploadAnswer;
import org.patchbank.evaluation.client.VersionAnswer;
import org.patchbank.platform.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Learns from a folder of good images and puts what was learned to work. */
@Command(
        name = "enrol",
        description = {
            "Learns from a folder of images of good parts.",
            "Puts the images into a reference set, builds a version of it, and deploys that version to a line, so that"
                    + " inspect can follow at once. Images that cannot be used are listed; the others go through.",
            "Building needs a server with the role ingest, deploying one with the role query; a server has both unless"
                    + " told otherwise."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patchbank enrol photos/good --product bracket",
            "  ./patchbank enrol photos/good --product bracket --line press-2 --reject-rate 0.005",
            "  ./patchbank enrol photos/good --product bracket --set model.coreset_ratio=0.05 --no-deploy",
            "  ./patchbank enrol photos/more --product bracket --grow-from 3",
            "  ./patchbank enrol photos/good --product bracket --server http://inspection:8080 --json",
            "  ./patchbank enrol photos/good --product bracket --server http://ingest:8080 --query-url http://query:8080",
        })
public final class EnrolCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    private final ServerStarter starter;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FOLDER", description = "Holds the images, or ZIPs of them.")
    private Path folder;

    @Option(names = "--product", required = true, paramLabel = "PRODUCT", description = "What the images show.")
    private String product;

    @Option(
            names = "--name",
            paramLabel = "SET",
            description = "Name of the reference set; images are added if it exists (default: made from the product).")
    private String name;

    @Option(names = "--line", defaultValue = "default", description = "Line to deploy to (default: ${DEFAULT-VALUE}).")
    private String line;

    @Option(
            names = "--query-url",
            paramLabel = "URL",
            description =
                    "The server that deploys, where the one that builds has the role ingest alone (default: the same).")
    private URI queryUrl;

    @Option(
            names = "--grow-from",
            paramLabel = "VERSION",
            description =
                    "Grow this version by the images that it does not hold, in seconds, instead of learning from all anew;"
                            + " the spec stays that version's.")
    private Integer growFrom;

    @Option(names = "--no-deploy", description = "Build only; what the line runs stays as it is.")
    private boolean noDeploy;

    @Option(names = "--recursive", description = "Also look into the folders below FOLDER.")
    private boolean recursive;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin
    private SpecOptions spec;

    @Mixin
    private RateOptions rates;

    @Mixin
    private ServerChoice server;

    public EnrolCommand(ServerStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Path> files = ImageFiles.in(folder, recursive ? Integer.MAX_VALUE : 1);
        Map<String, Object> wanted = new LinkedHashMap<>();
        spec.read().ifPresent(tree -> wanted.put("spec", tree));
        if (growFrom != null) {
            wanted.put("grow_from", growFrom);
        }
        try (Connection connection = server.connect(starter);
                Progress progress = Progress.onStderr()) {
            PatchbankClient query = queryUrl == null ? connection.client() : new PatchbankClient(queryUrl);
            ServerRoles.requireIngest(connection.client());
            if (!noDeploy) {
                ServerRoles.requireDeployments(query, product, line);
            }
            Enrolment enrolment = new Enrolment(connection.client(), query, progress);
            ReferenceSetAnswer set = enrolment.referenceSet(
                    name == null ? nameOf(product) : name, product, noDeploy ? Map.of() : Map.of("line", line));
            UploadAnswer upload = enrolment.upload(set, files);
            VersionAnswer version = enrolment.build(set, wanted);
            DeploymentAnswer deployment = noDeploy ? null : enrolment.deploy(set, version, line, rates.fields());
            progress.close();
            new EnrolReport(upload, version, deployment)
                    .print(command.commandLine().getOut(), json);
        }
        return 0;
    }

    /** A name as reference sets have it: lower case letters, digits, dots, dashes. */
    static String nameOf(String product) {
        String name = product.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[._-]+", "");
        String cut = name.length() > 63 ? name.substring(0, 63) : name;
        return cut.isEmpty() ? "set" : cut;
    }
}
