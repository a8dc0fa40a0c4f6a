package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.patchbank.inspection.drift.DriftWarning;
import org.patchbank.inspection.drift.DriftWarning.State;
import org.patchbank.inspection.drift.DriftWarnings;
import org.patchbank.inspection.drift.WarningFilter;
import org.patchbank.platform.NodeFactory;

/** The first page: what every line is doing, as it happens. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class OverviewPage {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int MOST_WARNINGS = 20;

    private final OverviewFigures figures;
    private final NodeHealth health;
    private final DriftWarnings warnings;
    private final NodeFactory own;

    OverviewPage(OverviewFigures figures, NodeHealth health, DriftWarnings warnings, NodeFactory own) {
        this.figures = figures;
        this.health = health;
        this.warnings = warnings;
        this.own = own;
    }

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance overview(Overview view);

        static native TemplateInstance overviewLines(Overview view);

        static native TemplateInstance overviewAlarms(List<NodeHealth.Check> checks, List<DriftWarning> warnings);
    }

    @GET
    public TemplateInstance show() {
        return Templates.overview(figures.now());
    }

    /** The part that changes. */
    @GET
    @Path("overview/lines")
    public TemplateInstance lines() {
        return Templates.overviewLines(figures.now());
    }

    @GET
    @Path("overview/alarms")
    public TemplateInstance alarms() {
        WarningFilter held = new WarningFilter(own.name(), null, null, null, Set.of(State.OPEN, State.ACKNOWLEDGED));
        return Templates.overviewAlarms(health.alarms(), warnings.list(held, null, MOST_WARNINGS));
    }

    /** Says that something has changed, once a second at most, for as long as somebody listens. */
    @GET
    @Path("overview/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> figures.now().stamp())
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(LOOK_EVERY)
                .indefinitely()
                .skip()
                .repetitions()
                .map(stamp -> sse.newEventBuilder().name("change").data(stamp).build());
    }
}
