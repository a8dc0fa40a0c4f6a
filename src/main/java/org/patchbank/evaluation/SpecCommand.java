package org.patchbank.evaluation;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.patchbank.pipeline.spec.SpecSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be said of detector specs without images. */
@Command(
        name = "spec",
        description = "Describes detector specs.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = SpecCommand.SchemaCommand.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patchbank spec schema > patchbank-spec.json     the JSON Schema, for an editor that completes and checks specs",
        })
public final class SpecCommand implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "A command is missing.");
    }

    /** Prints the JSON Schema. */
    @Command(name = "schema", description = "Prints the JSON Schema of detector specs, with defaults.")
    static final class SchemaCommand implements Callable<Integer> {
        @Mixin
        private HelpOption help;

        @Spec
        private CommandSpec command;

        @Override
        public Integer call() {
            PrintWriter out = command.commandLine().getOut();
            out.println(SpecSchema.schema().toPrettyString());
            out.flush();
            return 0;
        }
    }
}
