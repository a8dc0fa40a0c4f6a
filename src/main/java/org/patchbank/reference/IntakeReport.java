package org.patchbank.reference;

import java.util.List;

/** What became of uploaded files, in their order. */
public record IntakeReport(List<AcceptedImage> accepted, List<RejectedFile> rejected) {
    /** @param duplicate whether the set held the same bytes before, or an earlier file of the upload did */
    public record AcceptedImage(ImageInfo image, boolean duplicate) {}

    /** A file that cannot be used: why, and what to do about it. */
    public record RejectedFile(String name, String code, String detail, String remedy) {}
}
