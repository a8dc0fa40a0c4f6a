package org.patchbank.platform.role;

/** A service that a node can be. */
public enum Role {
    /** Reference sets and builds. */
    INGEST,
    /** Deployments, inspections, history. */
    QUERY
}
