package org.patchbank.platform.role;

import jakarta.ws.rs.container.ResourceInfo;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.problem.HttpErrorCode;

/** Refuses what another role serves. */
public class RoleFilter {
    private final PatchbankSettings settings;

    public RoleFilter(PatchbankSettings settings) {
        this.settings = settings;
    }

    @ServerRequestFilter
    public void check(ResourceInfo resource) {
        ServedBy served = resource.getResourceClass().getAnnotation(ServedBy.class);
        if (served != null && !settings.roles().contains(served.value())) {
            throw new PatchbankException(
                    HttpErrorCode.OTHER_ROLE,
                    "This node does not serve the role '%s'."
                            .formatted(served.value().name().toLowerCase(Locale.ROOT)),
                    HttpErrorCode.OTHER_ROLE.remedy());
        }
    }
}
