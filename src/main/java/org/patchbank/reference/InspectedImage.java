package org.patchbank.reference;

import java.util.UUID;

/**
 * An image that was inspected, in the image store already.
 *
 * @param name that it is given in a reference set
 * @param size of the file, in bytes
 */
public record InspectedImage(UUID inspection, String name, String sha256, int width, int height, long size) {}
