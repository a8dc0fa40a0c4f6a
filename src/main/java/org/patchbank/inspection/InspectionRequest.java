package org.patchbank.inspection;

import java.time.Instant;

/**
 * An image that waits for its decision.
 *
 * @param serial the part's serial number, or null
 * @param batch the batch that it was made in, or null
 * @param takenAt when the line took the image, or null
 * @param idempotencyKey names this request, so that sending it again does not inspect again; or null
 */
public record InspectionRequest(
        String product,
        String line,
        String serial,
        String batch,
        Instant takenAt,
        String idempotencyKey,
        byte[] image) {}
