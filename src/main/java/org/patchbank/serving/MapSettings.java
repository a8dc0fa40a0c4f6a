package org.patchbank.serving;

import java.util.OptionalInt;

/**
 * How the maps of a version are drawn.
 *
 * @param inputSize side of the square that the network sees of the image, or of a tile, in pixels
 * @param tileSize side of a tile in pixels of the image; absent where the network sees the image whole
 * @param regionSha256 of the region of interest in the image store; null for the whole image, or where it moves with the part
 */
public record MapSettings(int inputSize, OptionalInt tileSize, String regionSha256) {}
