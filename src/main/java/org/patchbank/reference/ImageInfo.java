package org.patchbank.reference;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An image of a reference set.
 *
 * @param name the file name it came under, with the folders of its archive
 * @param size of the file, in bytes
 * @param inspection that the image was taken from, where it was
 */
public record ImageInfo(
        UUID id,
        String name,
        String sha256,
        int width,
        int height,
        long size,
        Instant addedAt,
        Optional<UUID> inspection) {}
