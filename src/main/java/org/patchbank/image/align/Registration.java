package org.patchbank.image.align;

import org.patchbank.image.Motion;

/**
 * How an image lies against the template.
 *
 * @param motion {@link Motion#NONE} where none was found that can be trusted: the image is then taken as it came
 * @param correlation of the image with the template once aligned, from -1 to 1; the highest that was found, also where it is too low
 * @param sure whether the correlation is high enough
 */
public record Registration(Motion motion, double correlation, boolean sure) {
    /** Of images that are not registered at all. */
    public static final Registration AS_IT_CAME = new Registration(Motion.NONE, 1, true);
}
