package org.patchbank.defect;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.scoring.Decision;

/**
 * A region of an inspection that was not accepted.
 *
 * @param region its place in the inspection's regions, from 0
 * @param versionId of the reference version that judged it
 * @param space names what its embedding is a point of; only defects of one space compare
 * @param window where it lies in the image, in pixels
 * @param nearestRow the row of the bank nearest to its most anomalous patch; -1 where there is none
 * @param judgement what a person said of it; empty until somebody has
 */
public record Defect(
        long id,
        UUID inspection,
        int region,
        String factory,
        String product,
        String line,
        String serial,
        String referenceSet,
        int version,
        UUID versionId,
        Decision decision,
        DefectSpace space,
        Window window,
        int area,
        float peak,
        int nearestRow,
        int imageWidth,
        int imageHeight,
        Instant takenAt,
        Instant receivedAt,
        Optional<Judgement> judgement) {
    /** In pixels of the image. */
    public record Window(int x, int y, int width, int height) {}
}
