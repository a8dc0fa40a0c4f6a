package org.patchbank.deployment;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * A good image of a line's own camera that a deployment is calibrated on.
 *
 * @param versionId the version that scored it
 * @param score absent where that version cannot tell: it learned from this very image, or cannot judge it
 * @param refusal the code of why there is no score
 * @param addedBy as far as the caller said
 * @param node that took it in
 */
public record CalibrationImage(
        String sha256,
        String name,
        int width,
        int height,
        UUID versionId,
        OptionalDouble score,
        Optional<String> refusal,
        Instant addedAt,
        Optional<String> addedBy,
        String node) {

    CalibrationImage scored(UUID version, OptionalDouble newScore, Optional<String> newRefusal) {
        return new CalibrationImage(sha256, name, width, height, version, newScore, newRefusal, addedAt, addedBy, node);
    }
}
