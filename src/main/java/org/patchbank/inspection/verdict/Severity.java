package org.patchbank.inspection.verdict;

/** How much a defect matters. */
public enum Severity {
    MINOR,
    MAJOR,
    CRITICAL
}
