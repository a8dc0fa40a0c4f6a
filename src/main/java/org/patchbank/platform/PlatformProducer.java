package org.patchbank.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the platform's plain classes available for injection. */
@ApplicationScoped
class PlatformProducer {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

    @Produces
    @Singleton
    NodeId nodeId(PatchbankSettings settings) {
        return NodeId.of(settings.dataDir().toAbsolutePath());
    }

    @Produces
    @Singleton
    NodeFactory nodeFactory(PatchbankSettings settings) {
        return new NodeFactory(settings.factory());
    }
}
