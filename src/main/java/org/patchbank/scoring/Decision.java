package org.patchbank.scoring;

/** What is done with a part. */
public enum Decision {
    ACCEPT,
    REVIEW,
    REJECT
}
