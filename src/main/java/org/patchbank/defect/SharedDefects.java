package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.patchbank.platform.NodeFactory;
import org.patchbank.reference.ReferenceVersions;

/** Whose defects are seen here: a factory's own, and those that others found with a reference set that they share with it. */
@ApplicationScoped
class SharedDefects {
    private final NodeFactory own;
    private final ReferenceVersions versions;

    SharedDefects(NodeFactory own, ReferenceVersions versions) {
        this.own = own;
        this.versions = versions;
    }

    /**
     * @param factory all of whose defects are seen
     * @param versions by which other factories' defects must have been found
     */
    record Seen(String factory, Set<UUID> versions) {
        boolean holds(Defect defect) {
            return factory.equals(defect.factory()) || versions.contains(defect.versionId());
        }
    }

    Seen seen() {
        return new Seen(own.name(), versions.readable());
    }
}
