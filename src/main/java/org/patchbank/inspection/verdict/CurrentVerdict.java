package org.patchbank.inspection.verdict;

import java.time.Instant;
import java.util.UUID;
import org.patchbank.inspection.Quality;
import org.patchbank.inspection.Severity;

/**
 * The verdict that holds now, in short.
 *
 * @param number how many verdicts the inspection has
 * @param defectType or null
 * @param severity or null
 * @param note or null
 * @param repair or null
 */
public record CurrentVerdict(
        UUID inspection,
        int number,
        Quality quality,
        String defectType,
        Severity severity,
        String note,
        String repair,
        String by,
        Instant at) {}
