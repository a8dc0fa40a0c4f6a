package org.patchbank.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.platform.PatchbankException;
import org.patchbank.scoring.Decision;

class InspectionCursorTest {
    private static final InspectionFilter ALL = InspectionFilter.ALL;
    private static final InspectionFilter REJECTS = new InspectionFilter(
            null,
            "tile",
            null,
            Decision.REJECT,
            null,
            null,
            Instant.EPOCH,
            null,
            null,
            null,
            3.5,
            null,
            null,
            null,
            null,
            null,
            null);

    @Test
    void cursor_gives_back_the_id() {
        UUID id = UUID.fromString("019ab1c3-0a10-7abc-8def-0123456789ab");

        assertThat(InspectionCursor.decode(InspectionCursor.encode(id, REJECTS), REJECTS))
                .isEqualTo(id);
    }

    @Test
    void cursor_of_another_filter_is_refused() {
        String cursor = InspectionCursor.encode(new UUID(1, 2), ALL);

        assertThatThrownBy(() -> InspectionCursor.decode(cursor, REJECTS))
                .isInstanceOf(PatchbankException.class)
                .hasMessageContaining("another filter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abc", "????", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AXk3r2oBmrHDChB6vI3vASNFZ4mrAXk3r2oBmrHDChB6"
            })
    void cursor_that_was_not_given_is_refused(String cursor) {
        assertThatThrownBy(() -> InspectionCursor.decode(cursor, ALL))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(InspectionErrorCode.INVALID_CURSOR));
    }
}
