package org.patchbank.platform;

/** How the ground that the features stand on can fail. */
public enum PlatformError implements ErrorCode {
    /** Another program works in the data folder. */
    DATA_FOLDER_IN_USE(ErrorKind.CONFLICT),
    /** The data folder cannot be written. */
    DATA_FOLDER_UNUSABLE(ErrorKind.INTERNAL),
    /** No factory can be called as the setting says. */
    FACTORY_NAME_INVALID(ErrorKind.UNPROCESSABLE),
    /** A file of settings cannot be read. */
    SETTINGS_UNREADABLE(ErrorKind.INTERNAL),
    /** The embedded PostgreSQL does not start. */
    DATABASE_DOES_NOT_START(ErrorKind.UNAVAILABLE),
    /** The tables of the database are those of an earlier build. */
    DATABASE_TOO_OLD(ErrorKind.CONFLICT),
    /** The image store lacks bytes that were put into it. */
    STORED_BYTES_MISSING(ErrorKind.INTERNAL),
    /** What the image store holds is not what was put into it. */
    STORED_BYTES_DAMAGED(ErrorKind.INTERNAL),
    /** The settings of the image store contradict each other. */
    STORE_SETTINGS_WRONG(ErrorKind.INTERNAL),
    /** The image store cannot be read or written. */
    STORE_UNAVAILABLE(ErrorKind.UNAVAILABLE);

    private final ErrorKind kind;

    PlatformError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
