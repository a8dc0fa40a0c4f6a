package org.patchbank.inspection.shadow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;
import org.patchbank.platform.PatchbankException;

/** A place in a list of disagreements: the last one that was given. */
record DisagreementCursor(double difference, UUID inspection) {
    private static final int LENGTH = Integer.BYTES + 3 * Long.BYTES;

    static DisagreementCursor after(Disagreement last) {
        return new DisagreementCursor(last.difference(), last.inspection());
    }

    String encode(UUID shadow, Disagreement.Filter filter) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putInt(fingerprint(shadow, filter))
                .putDouble(difference)
                .putLong(inspection.getMostSignificantBits())
                .putLong(inspection.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws PatchbankException {@code CURSOR_INVALID} if it was not given by this list */
    static DisagreementCursor decode(String cursor, UUID shadow, Disagreement.Filter filter) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            if (bytes.length == LENGTH && buffer.getInt() == fingerprint(shadow, filter)) {
                return new DisagreementCursor(buffer.getDouble(), new UUID(buffer.getLong(), buffer.getLong()));
            }
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        throw invalid(null);
    }

    private static int fingerprint(UUID shadow, Disagreement.Filter filter) {
        CRC32 crc = new CRC32();
        crc.update((shadow + " " + filter).getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    private static PatchbankException invalid(Throwable cause) {
        return new PatchbankException(
                ShadowErrorCode.CURSOR_INVALID,
                "The cursor was not given by this list with this filter.",
                "Start without a cursor, then send next_cursor back as it came, with the same filter.",
                cause);
    }
}
