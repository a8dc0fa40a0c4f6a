package org.patchbank.evaluation.metrics;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.patchbank.scoring.map.AnomalyMap;

/** Room for maps that are asked for twice: those that find some are drawn once. */
final class MapRoom {
    private final AtomicLong left;

    /** @param bytes that maps may take */
    MapRoom(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** The same sample, whose map is kept from the first time that it is asked for to the second. Good images are left as they are. */
    PixelSample keeping(PixelSample sample) {
        if (sample.mask().area() == 0) {
            return sample;
        }
        AtomicReference<AnomalyMap> kept = new AtomicReference<>();
        return new PixelSample(sample.mask(), () -> {
            AnomalyMap drawn = kept.getAndSet(null);
            if (drawn == null) {
                drawn = sample.map().get();
                if (left.addAndGet(-bytes(drawn)) >= 0) {
                    kept.set(drawn);
                }
            }
            return drawn;
        });
    }

    private static long bytes(AnomalyMap map) {
        return (long) map.width() * map.height() * Float.BYTES;
    }
}
