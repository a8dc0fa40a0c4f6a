package org.patchbank.platform.storage;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.patchbank.platform.PatchbankException;

/** A node is ready when images can be kept: an inspection is answered only when its image is. */
@Readiness
@ApplicationScoped
class ImageStoreReady implements HealthCheck {
    private final ImageStore store;

    ImageStoreReady(ImageStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("image store");
        try {
            store.check();
            return answer.up().build();
        } catch (PatchbankException e) {
            return answer.down()
                    .withData("code", e.code().code())
                    .withData("reason", e.getMessage())
                    .withData("remedy", e.remedy())
                    .build();
        }
    }
}
