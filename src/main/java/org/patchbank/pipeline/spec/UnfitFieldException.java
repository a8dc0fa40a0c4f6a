package org.patchbank.pipeline.spec;

/** A value that does not go with another field of the same part; its message says what the field can be. */
final class UnfitFieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;

    /** @param wanted what the field can be, to follow "Give" */
    UnfitFieldException(String field, String wanted) {
        super(wanted);
        this.field = field;
    }

    String field() {
        return field;
    }
}
