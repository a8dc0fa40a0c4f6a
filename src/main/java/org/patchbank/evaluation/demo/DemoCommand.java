package org.patchbank.evaluation.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.patchbank.evaluation.DataDirOption;
import org.patchbank.evaluation.EnrolReport;
import org.patchbank.evaluation.Enrolment;
import org.patchbank.evaluation.HelpOption;
import org.patchbank.evaluation.RunningServer;
import org.patchbank.evaluation.ServerOptions;
import org.patchbank.evaluation.ServerStarter;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole program at work on a product that it draws itself, through the API that everybody uses. */
@Command(
        name = "demo",
        description = {
            "Shows the whole program at work on parts that it draws itself.",
            "Draws good and defective parts, starts the server, learns from the good ones, inspects both, prints what was"
                    + " found, and keeps serving. A second demo finds its data again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patchbank demo",
            "  ./patchbank demo --parts 200 --seed 7 --port 9090",
            "  ./patchbank demo --once --json > found.json",
            "  ./patchbank demo --server http://inspection:8080",
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String LINE = "default";
    private static final long FIRST_SEED = 1;

    @Mixin
    private HelpOption help;

    private final ServerStarter starter;

    @Spec
    private CommandSpec command;

    @Mixin
    private DataDirOption dataDir;

    @Option(names = "--port", description = "Port to serve on; 0 for any that is free (default: 8080).")
    private Integer port;

    @Option(
            names = "--parts",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many good parts to learn from, at least 4 (default: ${DEFAULT-VALUE}).")
    private int parts;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + FIRST_SEED,
            description = "Decides how the parts look; each seed is a product of its own (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--once", description = "Stop when the parts are judged, instead of serving on.")
    private boolean once;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Show it at a server that runs, instead of one of its own; ends when the parts are judged.")
    private URI at;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    public DemoCommand(ServerStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (parts < 4) {
            throw new ParameterException(command.commandLine(), "--parts must be at least 4, was " + parts);
        }
        DemoParts drawn = new DemoParts(dataDir.path().resolve("demo"), parts, seed);
        if (at != null) {
            judge(new PatchbankClient(at), drawn).print(command.commandLine().getOut(), json);
            return 0;
        }
        Map<String, String> settings = new HashMap<>();
        if (port != null) {
            settings.put("quarkus.http.port", port.toString());
        }
        say("Starting the server with its database in " + dataDir.path() + " ...");
        try (RunningServer server = starter.start(new ServerOptions(dataDir.path(), settings, true))) {
            DemoReport report = judge(new PatchbankClient(server.url()), drawn);
            report.print(command.commandLine().getOut(), json);
            if (!once) {
                sayWhere(server, drawn);
                server.awaitStop();
            }
        }
        return 0;
    }

    private DemoReport judge(PatchbankClient client, DemoParts drawn) throws InterruptedException {
        try (Progress progress = Progress.onStderr()) {
            drawn.draw(progress);
            DeploymentAnswer deployment = enrol(client, drawn, progress);
            String key = "demo-" + deployment.id() + "-" + deployment.version() + "-";
            DemoReport report = new DemoReport(client.server());
            List<DemoParts.Part> toJudge = drawn.toJudge();
            for (DemoParts.Part part : toJudge) {
                progress.update("Inspecting", report.size(), toJudge.size());
                report.add(part, client.inspect(part.file(), product(), LINE, part.name(), key + part.name()));
            }
            progress.update("Inspecting", report.size(), toJudge.size());
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DeploymentAnswer enrol(PatchbankClient client, DemoParts drawn, Progress progress)
            throws InterruptedException {
        Optional<DeploymentAnswer> existing = client.deployment(product(), LINE);
        if (existing.isPresent()) {
            say("Found the demo's data again: version " + existing.get().version()
                    + " is deployed already, nothing is learned anew.");
            return existing.get();
        }
        Enrolment enrolment = new Enrolment(client, progress);
        ReferenceSetAnswer set = enrolment.referenceSet(product(), product());
        UploadAnswer upload = enrolment.upload(set, drawn.toLearn());
        // A demo that was stopped half-way left a build that goes on by itself.
        VersionAnswer version = set.latestVersion() == null
                ? enrolment.build(set, Map.of())
                : enrolment.await(set, set.latestVersion());
        DeploymentAnswer deployment = enrolment.deploy(set, version, LINE, Map.of());
        progress.close();
        if (!json) {
            PrintWriter out = command.commandLine().getOut();
            out.println();
            new EnrolReport(upload, version, deployment).print(out, false);
        }
        return deployment;
    }

    private String product() {
        return seed == FIRST_SEED ? "demo-plate" : "demo-plate-" + seed;
    }

    private void sayWhere(RunningServer server, DemoParts drawn) {
        Path parts = drawn.folder();
        say("");
        say("  Patchbank     " + server.url());
        say("  Try the API   " + server.url() + "/q/swagger-ui");
        say("  The parts     " + parts + " (a data set for ./patchbank evaluate)");
        say("  Inspect one   ./patchbank inspect " + drawn.toJudge().get(0).file() + " --product " + product());
        say("");
        say("  Ctrl-C stops it; the next ./patchbank demo or serve finds everything again.");
        say("");
    }

    private void say(String text) {
        PrintWriter out =
                json ? command.commandLine().getErr() : command.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
