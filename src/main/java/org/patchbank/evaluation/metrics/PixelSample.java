package org.patchbank.evaluation.metrics;

import java.util.function.Supplier;
import org.patchbank.scoring.map.AnomalyMap;

/**
 * One image whose pixels are judged.
 *
 * @param map the anomaly map at the mask's size; asked for twice where pixels are defective, and kept only while there is room, so that no data set has to fit into memory
 */
public record PixelSample(DefectMask mask, Supplier<AnomalyMap> map) {
    /** How many pixels are good. */
    int negatives() {
        return mask.width() * mask.height() - mask.area();
    }

    AnomalyMap checkedMap() {
        AnomalyMap rendered = map.get();
        if (rendered.width() != mask.width() || rendered.height() != mask.height()) {
            throw new IllegalArgumentException("a map of %d x %d does not fit a mask of %d x %d"
                    .formatted(rendered.width(), rendered.height(), mask.width(), mask.height()));
        }
        return rendered;
    }
}
