package org.patchbank.deployment;

/**
 * Why something is changed and by whom, for its history.
 *
 * @param reason null where nobody gave one
 * @param by null where nobody said
 */
public record ChangeReason(String reason, String by) {
    ChangeReason orElse(String otherwise) {
        return reason == null ? new ChangeReason(otherwise, by) : this;
    }
}
