package org.patchbank.evaluation.client;

import java.util.List;

/** What became of uploaded files: those that the set now holds, and those refused. */
public record UploadAnswer(List<Accepted> accepted, List<Refused> rejected) {
    public UploadAnswer {
        accepted = accepted == null ? List.of() : List.copyOf(accepted);
        rejected = rejected == null ? List.of() : List.copyOf(rejected);
    }

    /** @param duplicate whether the set held the same bytes before */
    public record Accepted(String id, String name, String sha256, int width, int height, boolean duplicate) {}
}
