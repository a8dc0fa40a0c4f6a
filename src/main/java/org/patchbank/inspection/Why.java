package org.patchbank.inspection;

/**
 * Why something is changed and by whom, for its history.
 *
 * @param reason null where nobody gave one
 * @param by null where nobody said
 */
public record Why(String reason, String by) {
    Why orElse(String otherwise) {
        return reason == null ? new Why(otherwise, by) : this;
    }
}
