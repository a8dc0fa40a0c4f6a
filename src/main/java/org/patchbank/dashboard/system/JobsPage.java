package org.patchbank.dashboard.system;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbank.defect.IndexBacklog;
import org.patchbank.inspection.history.HistoryState;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.Page;
import org.patchbank.reference.BuildInfo;
import org.patchbank.reference.BuildList;
import org.patchbank.reference.ScheduledJob;
import org.patchbank.reference.ScheduledJobs;

/** What the program does besides answering: builds, and the jobs that keep everything in order. */
@Path("/jobs")
@Produces(MediaType.TEXT_HTML)
public class JobsPage {
    private static final int AT_ONCE = 25;
    private static final int MOST_DEFECTS = 10_000;

    private final BuildList builds;
    private final ScheduledJobs scheduled;
    private final HistoryState history;
    private final IndexBacklog backlog;
    private final NodeFactory own;

    JobsPage(BuildList builds, ScheduledJobs scheduled, HistoryState history, IndexBacklog backlog, NodeFactory own) {
        this.builds = builds;
        this.scheduled = scheduled;
        this.history = history;
        this.backlog = backlog;
        this.own = own;
    }

    /** The jobs that run again and again. */
    record Background(
            List<ScheduledJob> scheduled,
            Optional<Instant> statistics,
            List<HistoryState.Removal> removals,
            IndexBacklog.Waiting defects) {}

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance jobs(
                String factory, List<BuildInfo> unfinished, Page<BuildInfo> ended, Background background);

        static native TemplateInstance jobsUnfinished(String factory, List<BuildInfo> unfinished);

        static native TemplateInstance jobsEnded(Page<BuildInfo> ended);

        static native TemplateInstance jobsBackground(Background background);
    }

    @GET
    public TemplateInstance show() {
        return Templates.jobs(own.name(), builds.unfinished(), builds.ended(Optional.empty(), AT_ONCE), background());
    }

    /** What goes on, asked for again and again while the page is open. */
    @GET
    @Path("unfinished")
    public TemplateInstance unfinished() {
        return Templates.jobsUnfinished(own.name(), builds.unfinished());
    }

    @GET
    @Path("ended")
    public TemplateInstance ended(@QueryParam("cursor") Optional<String> cursor) {
        return Templates.jobsEnded(builds.ended(cursor, AT_ONCE));
    }

    @GET
    @Path("background")
    public TemplateInstance backgroundJobs() {
        return Templates.jobsBackground(background());
    }

    private Background background() {
        return new Background(
                scheduled.list(), history.statisticsUntil(), history.removals(), backlog.waiting(MOST_DEFECTS));
    }
}
