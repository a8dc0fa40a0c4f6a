package org.patchbank.inspection;

/** How much a defect matters. */
public enum Severity {
    MINOR,
    MAJOR,
    CRITICAL
}
