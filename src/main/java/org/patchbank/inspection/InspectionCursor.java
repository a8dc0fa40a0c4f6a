package org.patchbank.inspection;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.patchbank.platform.PatchbankException;

/**
 * A place in a list of inspections: the last id that was given. Later inspections do not move it, since the list is
 * newest first and goes on below that id.
 */
final class InspectionCursor {
    private static final byte FORM = 1;
    private static final int LENGTH = 1 + Integer.BYTES + 2 * Long.BYTES;

    private InspectionCursor() {}

    static String encode(UUID last, InspectionFilter filter) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .put(FORM)
                .putInt(filter.fingerprint())
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws PatchbankException {@code INVALID_CURSOR} if it was not given by this list with this filter */
    static UUID decode(String cursor, InspectionFilter filter) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw invalid("The cursor is not one that this server gave.", e);
        }
        if (bytes.length != LENGTH || bytes[0] != FORM) {
            throw invalid("The cursor is not one that this server gave.", null);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        if (buffer.getInt() != filter.fingerprint()) {
            throw invalid("The cursor was given for another filter.", null);
        }
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static PatchbankException invalid(String what, Throwable cause) {
        return new PatchbankException(
                InspectionErrorCode.INVALID_CURSOR,
                what,
                "Start without a cursor, then send next_cursor back as it came, with the same filter.",
                cause);
    }
}
