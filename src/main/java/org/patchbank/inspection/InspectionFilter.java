package org.patchbank.inspection;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.CRC32;
import org.patchbank.scoring.Decision;

/**
 * Which inspections are wanted; absent parts leave the choice open.
 *
 * @param factory null for all
 * @param from earliest time of reception
 * @param to end of the time of reception, exclusive
 * @param takenFrom earliest time at the line
 * @param takenTo end of the time at the line, exclusive
 * @param minScore inclusive
 * @param maxScore inclusive
 * @param judged the verdict that holds now
 * @param defectType of that verdict
 * @param deployment which judged
 * @param referenceSet name of the set whose version judged
 * @param version number of that version
 */
public record InspectionFilter(
        String factory,
        String product,
        String line,
        Decision decision,
        String serial,
        String batch,
        Instant from,
        Instant to,
        Instant takenFrom,
        Instant takenTo,
        Double minScore,
        Double maxScore,
        VerdictFilter judged,
        String defectType,
        UUID deployment,
        String referenceSet,
        Integer version) {
    /** Everything there is. */
    public static final InspectionFilter ALL = new InspectionFilter(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** Equal for equal filters: a cursor belongs to the filter that it was given for. */
    int fingerprint() {
        CRC32 crc = new CRC32();
        crc.update(toString().getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
