package org.patchbank.evaluation.demo;

import org.patchbank.evaluation.metrics.DefectMask;
import org.patchbank.image.PixelImage;

/**
 * A picture of a part.
 *
 * @param name unique among parts of one kind and seed, e.g. {@code scratch-003}
 * @param kind {@code good} or a {@link DefectKind#label}
 * @param mask what is defective; empty for a good part
 */
public record RenderedPart(String name, String kind, PixelImage image, DefectMask mask) {}
