package org.patchbank.image.align;

/** How images are brought into one position before they are embedded. */
public enum Alignment {
    NONE,
    /** Moved, not turned. */
    SHIFT,
    /** Turned by any angle, and moved. */
    SHIFT_AND_ROTATION
}
