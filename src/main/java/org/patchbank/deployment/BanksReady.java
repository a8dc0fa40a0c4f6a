package org.patchbank.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.patchbank.deployment.Serving.Broken;
import org.patchbank.deployment.Serving.Ready;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.PatchbankSettings;

/** A query node is ready when the banks of its deployments are loaded. */
@Readiness
@ApplicationScoped
class BanksReady implements HealthCheck {
    private final DeploymentCatalog catalog;
    private final PatchbankSettings node;

    BanksReady(DeploymentCatalog catalog, PatchbankSettings node) {
        this.catalog = catalog;
        this.node = node;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("banks of the deployments");
        if (!node.roles().contains(NodeRole.QUERY)) {
            return answer.up().build();
        }
        Optional<Collection<Serving>> servings = catalog.servings();
        servings.ifPresent(known -> known.forEach(serving -> answer.withData(name(serving), state(serving))));
        return answer.status(servings.isPresent() && servings.get().stream().allMatch(Ready.class::isInstance))
                .build();
    }

    private static String name(Serving serving) {
        return serving.deployment().product() + "/" + serving.deployment().line();
    }

    private static String state(Serving serving) {
        if (serving instanceof Broken broken) {
            return "broken (%s): %s"
                    .formatted(broken.reason().code().code(), broken.reason().getMessage());
        }
        return serving instanceof Ready ready
                ? "ready, searched in " + ready.bank().form().mode().place()
                : "loading";
    }
}
