package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.inspection.proposal.Proposal;
import org.patchbank.inspection.proposal.ProposalState;
import org.patchbank.inspection.proposal.Proposals;
import org.patchbank.reference.BuildInfo;
import org.patchbank.reference.BuildList;
import org.patchbank.reference.ReferenceSetInfo;
import org.patchbank.reference.ReferenceSets;

/** Good parts that lines have stopped, proposed as images of a reference set: a part of its page. */
@Path("/reference-sets/{id}/proposals")
@Produces(MediaType.TEXT_HTML)
public class ProposalsPart {
    private static final int AT_ONCE = 48;

    private final ReferenceSets sets;
    private final BuildList builds;
    private final Deployments deployments;
    private final Proposals proposals;

    ProposalsPart(ReferenceSets sets, BuildList builds, Deployments deployments, Proposals proposals) {
        this.sets = sets;
        this.builds = builds;
        this.deployments = deployments;
        this.proposals = proposals;
    }

    /** @param more whether there are still more than those shown */
    record Proposed(Deployment deployment, List<Proposal> proposals, boolean more) {}

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance setProposals(List<Proposed> proposed);
    }

    @GET
    public TemplateInstance show(@PathParam("id") String id) {
        ReferenceSetInfo set = sets.find(id);
        List<BuildInfo> versions = builds.of(id);
        return Templates.setProposals(deployments.list(set.product(), null).stream()
                .filter(deployment ->
                        versions.stream().anyMatch(version -> version.id().equals(deployment.versionId())))
                .map(this::proposed)
                .filter(proposed -> !proposed.proposals().isEmpty())
                .toList());
    }

    private Proposed proposed(Deployment deployment) {
        var page = proposals.list(deployment.id(), ProposalState.PROPOSED, null, AT_ONCE);
        return new Proposed(deployment, page.items(), page.nextCursor().isPresent());
    }
}
