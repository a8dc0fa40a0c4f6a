package org.patchbank.image.codec;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.patchbank.image.ImageErrorCode;

/** Remembers the first warning that means lost pixels. Readers paint over damage; an inspection must not. */
final class DamageListener implements IIOReadWarningListener {
    /** Some cameras pad the data before the end marker; more than this is a picture that lost its place. */
    private static final int PADDING = 64;

    private static final Pattern EXTRANEOUS = Pattern.compile("(\\d+) extraneous bytes before marker");

    private String damage;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        if (damage == null && warning != null && lossy(warning)) {
            damage = warning;
        }
    }

    void refuse(ImageFormat format) {
        if (damage != null) {
            boolean early = damage.toLowerCase(Locale.ROOT).contains("premature end");
            ImageErrorCode code = early ? ImageErrorCode.IMAGE_TRUNCATED : ImageErrorCode.IMAGE_CORRUPT;
            throw code.error("The %s file is damaged: %s".formatted(format.label(), damage));
        }
    }

    private static boolean lossy(String warning) {
        Matcher extraneous = EXTRANEOUS.matcher(warning);
        if (extraneous.find()) {
            return Integer.parseInt(extraneous.group(1)) > PADDING;
        }
        String text = warning.toLowerCase(Locale.ROOT);
        // Profiles and other side notes do not touch the samples that we take.
        return !text.contains("icc")
                && !text.contains("profile")
                && !text.contains("metadata")
                && !text.contains("exif");
    }
}
