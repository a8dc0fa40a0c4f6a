package org.patchbank.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.problem.HttpErrorCode;

/** Reads parameters whose form JAX-RS would refuse without saying why. */
public final class Params {
    public static final String DEFAULT_LINE = "default";

    private static final String ALL = "all";

    private Params() {}

    /** Which factory is asked for: its own node's unless named. @return null for all of them */
    public static String factory(String factory, String own) {
        return factory == null ? own : ALL.equals(factory) ? null : factory;
    }

    /** @return null for null */
    public static Instant instant(String name, String value) {
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new PatchbankException(
                    HttpErrorCode.INVALID_REQUEST,
                    "%s cannot be '%s'.".formatted(name, value),
                    "Write a time with its offset, such as 2026-11-23T08:20:00Z.",
                    e);
        }
    }
}
