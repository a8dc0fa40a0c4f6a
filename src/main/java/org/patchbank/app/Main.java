package org.patchbank.app;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import org.patchbank.evaluation.EnrolCommand;
import org.patchbank.evaluation.EvaluateCommand;
import org.patchbank.evaluation.InspectCommand;
import org.patchbank.evaluation.SpecCommand;
import org.patchbank.evaluation.benchmark.BenchmarkCommand;
import org.patchbank.evaluation.compare.CompareCommand;
import org.patchbank.evaluation.demo.DemoCommand;
import org.patchbank.evaluation.seed.SeedCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * Entry point of the one program: parses the command line; only the commands that need the server start Quarkus. Help is
 * answered without loading a command's collaborators.
 */
@QuarkusMain
@Command(
        name = "patchbank",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Learns from images of good parts what good looks like, and finds what is not.",
        commandListHeading = "%nCommands:%n",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            EnrolCommand.class,
            InspectCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            SpecCommand.class,
            BenchmarkCommand.class,
            MigrateCommand.class,
            SeedCommand.class,
            DoctorCommand.class,
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patchbank demo                                  see it work, on parts that it draws itself",
            "  ./patchbank enrol photos/good --product bracket   learn from a folder of good images",
            "  ./patchbank inspect photos/new/*.png --product bracket",
            "  ./patchbank evaluate datasets/tile --out report   how well it does on a data set",
            "  ./patchbank serve                                 the server and its API",
            "  ./patchbank COMMAND --help                        options and examples of a command",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage.",
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, ready to execute; writes to standard output and standard error. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main(), new Commands());
        commandLine.setUsageHelpWidth(110);
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> Failures.report(e, command.getErr()));
        commandLine.setParameterExceptionHandler(Main::reportUsage);
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    private static int reportUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error [usage]: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("remedy: see " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
