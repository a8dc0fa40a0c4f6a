package org.patchbank.inspection;

import org.patchbank.pipeline.engine.SeenImage;

/**
 * Told when an inspection has been kept, before its answer goes out: an observer returns at once, and keeps no one waiting.
 *
 * @param image as it was seen; it takes memory for as long as somebody holds it
 */
public record InspectionKept(Inspection inspection, SeenImage image) {}
