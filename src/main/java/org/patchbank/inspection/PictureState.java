package org.patchbank.inspection;

/** Whether this node can show the image of an inspection. */
public enum PictureState {
    HERE,
    /** It was of a good part, and its days are over. */
    REMOVED,
    /** It stays in the store of another factory. */
    ELSEWHERE
}
