package org.patchbank.app;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.patchbank.app.doctor.Check;
import org.patchbank.app.doctor.Checkup;
import org.patchbank.evaluation.DataDirOption;
import org.patchbank.evaluation.HelpOption;
import org.patchbank.evaluation.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks what the program stands on. */
@Command(
        name = "doctor",
        description = {
            "Checks what Patchbank needs: each ok, or what to do.",
            "Starts the embedded database for a moment; leaves nothing behind. Exit code 1 if anything fails."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patchbank doctor",
            "  ./patchbank doctor --data-dir /srv/patchbank --json",
            "  PATCHBANK_JDBC_URL=jdbc:postgresql://db/patchbank ./patchbank doctor",
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Mixin
    private DataDirOption dataDir;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        StartSettings settings = StartSettings.read();
        List<Check> checks = new Checkup(
                        dataDir.path(),
                        settings::get,
                        () -> ImageStoreProducer.open(settings.imageStore(), dataDir.path()),
                        Clock.systemUTC())
                .run();
        boolean ok = checks.stream().allMatch(Check::ok);
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            Json.print(out, Map.of("ok", ok, "checks", checks));
        } else {
            checks.forEach(check -> print(out, check));
            out.println();
            out.println(ok ? "All is well." : "Something is missing: see the lines that are not ok.");
            out.flush();
        }
        return ok ? 0 : 1;
    }

    private static void print(PrintWriter out, Check check) {
        String state = Ansi.AUTO.string(check.ok() ? "@|green ok     |@" : "@|red NOT OK |@");
        out.printf("  %s %-16s %s%n", state, check.name(), check.detail());
        if (check.remedy() != null) {
            out.printf("  %25s -> %s%n", "", check.remedy());
        }
    }
}
