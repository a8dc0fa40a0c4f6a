package org.patchbank.image.codec;

/**
 * What a file says of itself before it is decoded. Each format's reader also makes sure that the file is not cut short. Its work
 * and memory are bounded by the length of the file, whatever numbers stand in it.
 *
 * @param width of the stored picture, before it is turned upright
 * @param height of the stored picture
 * @param pages pictures or frames in the file
 * @param orientation 1 to 8, as EXIF counts them
 */
record ImageHeader(long width, long height, int pages, int orientation) {}
