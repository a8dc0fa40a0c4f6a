package org.patchbank.platform.role;

import jakarta.ws.rs.container.ResourceInfo;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.problem.HttpErrorCode;

/** Refuses what another role serves, before a body is read. */
public class RoleFilter {
    private final NodeRoles roles;

    public RoleFilter(NodeRoles roles) {
        this.roles = roles;
    }

    @ServerRequestFilter
    public void check(ResourceInfo resource) {
        ServedBy served = resource.getResourceClass().getAnnotation(ServedBy.class);
        if (served != null && !roles.serves(served.value())) {
            throw new PatchbankException(
                    HttpErrorCode.OTHER_ROLE,
                    "This node does not serve the role '%s'."
                            .formatted(served.value().name().toLowerCase(Locale.ROOT)),
                    HttpErrorCode.OTHER_ROLE.remedy());
        }
    }
}
