package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.patchbank.inspection.Deployment;
import org.patchbank.inspection.Deployments;

/** The first page: what every line is doing. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class OverviewPage {
    private final Deployments deployments;

    OverviewPage(Deployments deployments) {
        this.deployments = deployments;
    }

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance overview(List<Deployment> deployments);
    }

    @GET
    public TemplateInstance show() {
        return Templates.overview(deployments.list(null, null));
    }
}
