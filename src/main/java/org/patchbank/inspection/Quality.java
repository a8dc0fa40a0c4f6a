package org.patchbank.inspection;

/** What a part is in the words of a person, whatever the program decided. */
public enum Quality {
    GOOD,
    DEFECTIVE
}
