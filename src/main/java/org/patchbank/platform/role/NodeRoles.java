package org.patchbank.platform.role;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The services that this node is: {@code patchbank.roles}, by default all of them. */
@Singleton
public class NodeRoles {
    private final Set<Role> roles;

    public NodeRoles(@ConfigProperty(name = "patchbank.roles", defaultValue = "ingest,query") Set<Role> roles) {
        this.roles = EnumSet.copyOf(roles);
    }

    public boolean serves(Role role) {
        return roles.contains(role);
    }
}
