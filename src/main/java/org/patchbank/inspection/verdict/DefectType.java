package org.patchbank.inspection.verdict;

import java.time.Instant;

/**
 * An entry of a product's catalogue of defects.
 *
 * @param code names it for ever
 * @param description or null
 * @param retiredAt since when it is no longer to be chosen, or null
 */
public record DefectType(
        String product, String code, String name, String description, Instant createdAt, Instant retiredAt) {}
