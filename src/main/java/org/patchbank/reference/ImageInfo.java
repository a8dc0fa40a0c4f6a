package org.patchbank.reference;

import java.time.Instant;
import java.util.UUID;

/**
 * An image of a reference set.
 *
 * @param name the file name it came under, with the folders of its archive
 * @param size of the file, in bytes
 */
public record ImageInfo(UUID id, String name, String sha256, int width, int height, long size, Instant addedAt) {}
