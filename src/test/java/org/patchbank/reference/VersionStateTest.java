package org.patchbank.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VersionStateTest {
    @Test
    void version_is_ready_only_after_it_was_built() {
        assertThat(VersionState.QUEUED.next()).containsExactly(VersionState.BUILDING, VersionState.CANCELLED);
        assertThat(VersionState.BUILDING.next()).contains(VersionState.BUILDING, VersionState.READY);
    }

    @ParameterizedTest
    @EnumSource(names = {"READY", "FAILED", "CANCELLED"})
    void version_that_has_ended_stays_as_it_is(VersionState state) {
        assertThat(state.ended()).isTrue();
        Version version = new Version();
        version.state = state;
        for (VersionState next : VersionState.values()) {
            assertThatThrownBy(() -> version.become(next)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void labels_are_small() {
        assertThat(VersionState.QUEUED.label()).isEqualTo("queued");
    }
}
