package org.patchbank.reference;

import java.util.List;
import org.patchbank.reference.IntakeReport.RejectedFile;

/** Files that were checked and put into the image store without being any reference set's. */
public record TakenImages(List<TakenImage> images, List<RejectedFile> rejected) {
    /** An image that can be used; its bytes are in the image store. */
    public record TakenImage(String name, String sha256, int width, int height) {}
}
