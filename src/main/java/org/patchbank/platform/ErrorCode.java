package org.patchbank.platform;

import java.util.Locale;

/** A stable name for one way to fail. Each feature lists its own in an enum. */
public interface ErrorCode {
    String name();

    ErrorKind kind();

    /** The code as callers see it: {@code IMAGE_TRUNCATED} becomes {@code image-truncated}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
