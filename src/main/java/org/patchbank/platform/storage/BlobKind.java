package org.patchbank.platform.storage;

/** What the bytes in the image store are; each kind has its own folder (or bucket prefix). */
public enum BlobKind {
    /** An image file exactly as it was sent. */
    IMAGE("images"),
    /** A region of interest, as a spec writes it in JSON. */
    REGION("regions"),
    /** An anomaly map, in the form that the inspections write. */
    MAP("maps"),
    /** The numbers of a fitted model that are no bank. */
    PARAMETERS("parameters");

    private final String folder;

    BlobKind(String folder) {
        this.folder = folder;
    }

    public String folder() {
        return folder;
    }
}
