package org.patchbank.evaluation.synthetic;

import java.util.Random;
import org.patchbank.image.PixelImage;

/** A way to make a defective picture of a good one. */
public enum SyntheticDefect {
    /** {@link CutPaste}. */
    CUT_PASTE {
        @Override
        public PixelImage on(PixelImage good, Random random) {
            return CutPaste.on(good, random);
        }
    },
    /** {@link PerlinDefect}. */
    PERLIN_NOISE {
        @Override
        public PixelImage on(PixelImage good, Random random) {
            return PerlinDefect.on(good, random);
        }
    };

    /** @param good not changed */
    public abstract PixelImage on(PixelImage good, Random random);

    /** The name in tables, which says that it is synthetic. */
    public String label() {
        return "synthetic-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
