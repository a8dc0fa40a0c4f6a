package org.patchbank.platform;

/** What one process of the program does. */
public enum NodeRole {
    /** Takes reference images and builds versions. */
    INGEST,
    /** Inspects, searches, serves the history and the pages. */
    QUERY
}
