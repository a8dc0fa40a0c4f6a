package org.patchbank.query.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.inspection.shadow.Shadow;
import org.patchbank.inspection.shadow.Shadows;

/** Writes deployments with all that is known of them. */
@ApplicationScoped
class DeploymentDtos {
    private final Deployments deployments;
    private final Shadows shadows;

    DeploymentDtos(Deployments deployments, Shadows shadows) {
        this.deployments = deployments;
        this.shadows = shadows;
    }

    DeploymentDto of(Deployment deployment) {
        return of(List.of(deployment)).get(0);
    }

    List<DeploymentDto> of(List<Deployment> all) {
        Map<UUID, Shadow> running = shadows.running();
        return all.stream()
                .map(each -> DeploymentDto.of(each, deployments.search(each), running.get(each.id())))
                .toList();
    }
}
