package org.patchbank.inspection.shadow;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The shadows that run, in memory: an inspection looks here and never into the database. */
@ApplicationScoped
class RunningShadows {
    private final ShadowStore store;
    private volatile Map<UUID, Shadow> byDeployment = Map.of();

    RunningShadows(ShadowStore store) {
        this.store = store;
    }

    Optional<Shadow> of(UUID deployment) {
        return Optional.ofNullable(byDeployment.get(deployment));
    }

    Collection<Shadow> all() {
        return byDeployment.values();
    }

    synchronized void refresh() {
        byDeployment =
                store.running().stream().collect(Collectors.toUnmodifiableMap(Shadow::deployment, Function.identity()));
    }
}
