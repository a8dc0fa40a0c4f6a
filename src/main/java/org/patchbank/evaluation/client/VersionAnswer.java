package org.patchbank.evaluation.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A reference version, as the API tells of it; what is not known yet is null. */
public record VersionAnswer(
        String id,
        String referenceSet,
        String product,
        int number,
        String state,
        Progress progress,
        Growth growth,
        Model model,
        Bank bank,
        Calibration calibration,
        Long images,
        List<Refused> refused,
        JsonNode seconds,
        Failure failure) {

    /**
     * @param total 0 where it is not known
     * @param waits what the build waits for, null while it goes on
     */
    public record Progress(String stage, long done, long total, double fraction, Failure waits) {}

    /** How it was grown from another version; null where it was not. @param addedRows null before it is ready */
    public record Growth(int from, List<Added> added, Integer addedRows) {}

    /** An image that it was grown by. */
    public record Added(String id, String name) {}

    /** What was learned. */
    public record Model(String type, String hash, long bytes, long embeddings) {}

    /** The bank that is the whole model, null where there is none. */
    public record Bank(long size, int dimension, String hash, long embeddings) {}

    /**
     * @param heldOut names of the images that the bank lacks, so as to calibrate on them; null from older servers
     * @param suspects good images that look unlike the others
     */
    public record Calibration(long images, List<String> heldOut, List<Suspect> suspects) {}

    public record Suspect(String name, double score) {}

    public record Failure(String code, String detail, String remedy) {}

    /** Whether the build has ended, well or not. */
    public boolean ended() {
        return switch (state) {
            case "ready", "failed", "cancelled" -> true;
            default -> false;
        };
    }

    public List<Suspect> suspects() {
        return calibration == null || calibration.suspects() == null ? List.of() : calibration.suspects();
    }
}
