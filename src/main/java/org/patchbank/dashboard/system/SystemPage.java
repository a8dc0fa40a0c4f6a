package org.patchbank.dashboard.system;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.patchbank.dashboard.Formats;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.platform.NodeId;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.database.DatabaseFigures;
import org.patchbank.serving.BankSearch;

/** The program itself: how it is, what it holds, which settings are in force. */
@Path("/system")
@Produces(MediaType.TEXT_HTML)
public class SystemPage {
    private static final int SHOWN_TABLES = 12;

    private final NodeHealth health;
    private final Deployments deployments;
    private final DatabaseFigures database;
    private final NodeId id;
    private final PatchbankSettings settings;
    private final Config config;

    SystemPage(
            NodeHealth health,
            Deployments deployments,
            DatabaseFigures database,
            NodeId id,
            PatchbankSettings settings,
            Config config) {
        this.health = health;
        this.deployments = deployments;
        this.database = database;
        this.id = id;
        this.settings = settings;
        this.config = config;
    }

    /** What runs here. @param heap bytes that Java may take */
    public record Node(
            String id, List<String> roles, Instant started, String java, int cores, long heapUsed, long heap) {}

    /** A deployment's bank in this node. @param search null until it is loaded */
    public record Bank(Deployment deployment, BankSearch search) {}

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance system(Node node, List<SettingsInForce.Setting> settings);

        static native TemplateInstance systemHealth(List<NodeHealth.Check> checks);

        static native TemplateInstance systemBanks(List<Bank> banks, long bytes);

        static native TemplateInstance systemDatabase(
                DatabaseFigures.Figures figures,
                List<DatabaseFigures.Table> tables,
                List<DatabaseFigures.Table> months);
    }

    @GET
    public TemplateInstance show() {
        return Templates.system(node(), SettingsInForce.of(config));
    }

    @GET
    @Path("health")
    public TemplateInstance health() {
        return Templates.systemHealth(health.checks());
    }

    @GET
    @Path("banks")
    public TemplateInstance banks() {
        List<Bank> banks = deployments.list(null, null).stream()
                .map(deployment ->
                        new Bank(deployment, deployments.search(deployment).orElse(null)))
                .toList();
        long bytes = banks.stream()
                .filter(bank -> bank.search() != null)
                .collect(Collectors.toMap(
                        bank -> bank.deployment().versionId(),
                        bank -> bank.search().memory(),
                        Math::max))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        return Templates.systemBanks(banks, bytes);
    }

    @GET
    @Path("database")
    public TemplateInstance database() {
        DatabaseFigures.Figures figures = database.read();
        return Templates.systemDatabase(
                figures,
                figures.tables().stream()
                        .filter(table -> table.partitionOf() == null)
                        .limit(SHOWN_TABLES)
                        .toList(),
                figures.tables().stream()
                        .filter(table -> "inspection".equals(table.partitionOf()))
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .toList());
    }

    private Node node() {
        Runtime java = Runtime.getRuntime();
        return new Node(
                id.value(),
                settings.roles().stream().map(Formats::lower).sorted().toList(),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                Runtime.version().toString(),
                java.availableProcessors(),
                java.totalMemory() - java.freeMemory(),
                java.maxMemory());
    }
}
