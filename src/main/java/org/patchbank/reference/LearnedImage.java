package org.patchbank.reference;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * An image that a version was made of, and what came of it.
 *
 * @param name the file name it came under, with the folders of its archive
 * @param score by a detector that has not seen it; empty where it was not calibrated on, or refused
 * @param suspect whether it is so unlike the other good images that it may hide a defect ({@link org.patchbank.scoring.Screening})
 * @param refusal why the build could not use it
 * @param withdrawn whether later versions leave it out
 */
public record LearnedImage(
        UUID id,
        String name,
        String sha256,
        OptionalDouble score,
        boolean suspect,
        Optional<String> refusal,
        boolean withdrawn) {}
