package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.patchbank.platform.Page;
import org.patchbank.platform.PatchbankException;

/** The defects that were ever seen. */
@ApplicationScoped
public class Defects {
    private static final int CURSOR_BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;

    private final DefectStore store;

    Defects(DefectStore store) {
        this.store = store;
    }

    /** @throws PatchbankException {@code DEFECT_NOT_FOUND} */
    public Defect get(long id) {
        return store.defect(id).orElseThrow(() -> notFound(id));
    }

    /** @throws PatchbankException {@code REGION_NOT_FOUND} if the inspection was accepted or has no such region */
    public Defect get(UUID inspection, int region) {
        return store.defect(inspection, region)
                .orElseThrow(() -> new PatchbankException(
                        DefectErrorCode.REGION_NOT_FOUND,
                        "Inspection %s has no defect at region %d.".formatted(inspection, region),
                        "Regions count from 0; only those of rejected and reviewed parts become defects."));
    }

    /**
     * Lists defects, newest first.
     *
     * @param cursor from the page before, or null to start
     * @throws PatchbankException {@code CURSOR_INVALID}
     */
    public Page<Defect> list(DefectFilter filter, String cursor, int limit) {
        List<Defect> found = store.list(filter, cursor == null ? null : decode(cursor, filter), limit + 1);
        return Page.of(found, limit, last -> encode(last, filter));
    }

    private static String encode(Defect last, DefectFilter filter) {
        byte[] bytes = ByteBuffer.allocate(CURSOR_BYTES)
                .putInt(filter.fingerprint())
                .putLong(last.inspection().getMostSignificantBits())
                .putLong(last.inspection().getLeastSignificantBits())
                .putInt(last.region())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static DefectStore.Place decode(String cursor, DefectFilter filter) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length != CURSOR_BYTES || buffer.getInt() != filter.fingerprint()) {
            throw invalid(null);
        }
        return new DefectStore.Place(new UUID(buffer.getLong(), buffer.getLong()), buffer.getInt());
    }

    private static PatchbankException invalid(Throwable cause) {
        return new PatchbankException(
                DefectErrorCode.CURSOR_INVALID,
                "The cursor is not one that this server gave for this filter.",
                "Start without a cursor, then send next_cursor back as it came, with the same filter.",
                cause);
    }

    static PatchbankException notFound(long id) {
        return new PatchbankException(
                DefectErrorCode.DEFECT_NOT_FOUND,
                "There is no defect " + id + ".",
                "GET /api/v1/defects lists those that there are.");
    }
}
