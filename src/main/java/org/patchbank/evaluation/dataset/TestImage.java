package org.patchbank.evaluation.dataset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An image whose truth is known.
 *
 * @param defect name of the defect's folder, {@link MvtecDataset#GOOD} for a good part
 * @param mask where the defect is; empty for good parts and where the data set has none
 */
public record TestImage(Path file, String defect, Optional<Path> mask) {
    public boolean isGood() {
        return defect.equals(MvtecDataset.GOOD);
    }

    /** The name in reports: {@code crack/tile-17.jpg}. */
    public String name() {
        return defect + "/" + file.getFileName();
    }
}
