package org.patchbank.app;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.patchbank.evaluation.DataDirOption;
import org.patchbank.evaluation.HelpOption;
import org.patchbank.evaluation.RunningServer;
import org.patchbank.evaluation.ServerOptions;
import org.patchbank.platform.NodeRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is stopped. */
@Command(
        name = "serve",
        description = "Runs the server: the API, its documentation, and the builds.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./patchbank serve                                    on http://127.0.0.1:8080, data in ./patchbank-data",
            "  ./patchbank serve --host 0.0.0.0 --port 80           for the whole network",
            "  ./patchbank serve --jdbc-url jdbc:postgresql://db/patchbank --jdbc-username pb --jdbc-password s3cret",
            "  ./patchbank serve --roles query --jdbc-url ...       inspects only; builds run elsewhere",
            "  ./patchbank serve --factory north --jdbc-url ...     a node of another factory on the same database",
            "",
            "Every setting (docs/settings.md) can be given as a variable of the environment, e.g. PATCHBANK_DATA_DIR.",
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataDirOption dataDir;

    @Option(
            names = "--roles",
            split = ",",
            paramLabel = "ROLE",
            description =
                    "What this server does, separated by commas: ingest (reference sets, builds), query (inspections)."
                            + " Default: both.")
    private List<NodeRole> roles;

    @Option(
            names = "--factory",
            paramLabel = "NAME",
            description = "The factory that this server works for (default: default).")
    private String factory;

    @Option(names = "--host", description = "Address to listen on (default: 127.0.0.1, this machine only).")
    private String host;

    @Option(names = "--port", description = "Port to listen on; 0 for any that is free (default: 8080).")
    private Integer port;

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = "A PostgreSQL to use instead of the embedded one, e.g. jdbc:postgresql://db:5432/patchbank.")
    private String jdbcUrl;

    @Option(names = "--jdbc-username", paramLabel = "NAME")
    private String jdbcUsername;

    @Option(
            names = "--jdbc-password",
            paramLabel = "PASSWORD",
            description = "Better given as PATCHBANK_JDBC_PASSWORD: other users see the arguments of a process.")
    private String jdbcPassword;

    @Override
    public Integer call() {
        try (RunningServer server = LocalServer.start(new ServerOptions(dataDir.path(), settings(), false))) {
            PrintWriter out = spec.commandLine().getOut();
            out.println();
            out.println("  Patchbank     " + server.url());
            out.println("  Try the API   " + server.url() + "/q/swagger-ui");
            out.println("  Data folder   " + dataDir.path());
            out.println();
            out.println("  Ctrl-C stops it.");
            out.println();
            out.flush();
            server.awaitStop();
            return 0;
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        put(settings, "quarkus.http.host", host);
        put(settings, "quarkus.http.port", port);
        put(settings, "patchbank.factory", factory);
        put(settings, "patchbank.jdbc-url", jdbcUrl);
        put(settings, "patchbank.jdbc-username", jdbcUsername);
        put(settings, "patchbank.jdbc-password", jdbcPassword);
        if (roles != null) {
            put(
                    settings,
                    "patchbank.roles",
                    roles.stream().map(NodeRole::name).map(String::toLowerCase).collect(Collectors.joining(",")));
        }
        return settings;
    }

    private static void put(Map<String, String> settings, String name, Object value) {
        if (value != null) {
            settings.put(name, value.toString());
        }
    }
}
