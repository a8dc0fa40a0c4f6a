package org.patchbank.image.align;

import org.patchbank.image.Motion;

/**
 * How an image lies against the template.
 *
 * @param motion {@link Motion#NONE} where none was found that can be trusted: the image is then taken as it came
 * @param correlation of the image with the template once aligned, from -1 to 1; the highest that was found, also where it is too low;
 *     NaN where the spec asks for no alignment
 * @param sure whether the correlation is high enough
 */
public record Registration(Motion motion, double correlation, boolean sure) {
    /** Of images that are not registered at all, because the spec does not ask for it. */
    public static final Registration AS_IT_CAME = new Registration(Motion.NONE, Double.NaN, true);

    /** Whether the image was registered, with or without success. */
    public boolean wanted() {
        return !Double.isNaN(correlation);
    }
}
