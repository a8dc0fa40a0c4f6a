package org.patchbank.dashboard.overview;

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
import java.util.function.Supplier;

/** The first page: what every line is doing, as it happens. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class OverviewPage {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final OverviewFigures figures;
    private final OverviewAlarms alarms;

    OverviewPage(OverviewFigures figures, OverviewAlarms alarms) {
        this.figures = figures;
        this.alarms = alarms;
    }

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance overview(Overview view);

        static native TemplateInstance overviewLines(Overview view);

        static native TemplateInstance overviewAlarms(OverviewAlarms.Alarms alarms);
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
        return Templates.overviewAlarms(alarms.now());
    }

    /**
     * Says that something has changed, {@code lines} or {@code alarms}, once a second at most, for as long as somebody listens. Each
     * begins with the stamp of now.
     */
    @GET
    @Path("overview/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return Multi.createBy()
                .merging()
                .streams(
                        stamps(() -> figures.now().stamp(), "lines", sse),
                        stamps(() -> alarms.now().stamp(), "alarms", sse));
    }

    /** Alarms wait for what does not answer; the lines do not wait for them. */
    private static Multi<OutboundSseEvent> stamps(Supplier<String> stamp, String event, Sse sse) {
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().item(stamp).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .withDelay(LOOK_EVERY)
                .indefinitely()
                .skip()
                .repetitions()
                .map(now -> sse.newEventBuilder().name(event).data(now).build());
    }
}
