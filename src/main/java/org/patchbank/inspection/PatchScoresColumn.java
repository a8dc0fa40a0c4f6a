package org.patchbank.inspection;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.patchbank.detector.PatchScores;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

/** Patch scores as bytes: little-endian float32, row by row; NaN for patches outside the region of interest. Exact both ways. */
final class PatchScoresColumn {
    private PatchScoresColumn() {}

    static byte[] write(PatchScores patches) {
        float[] scores = patches.scores().clone();
        for (int patch = 0; patch < scores.length; patch++) {
            scores[patch] = patches.inside().contains(patch) ? scores[patch] : Float.NaN;
        }
        ByteBuffer buffer = ByteBuffer.allocate(scores.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(scores);
        return buffer.array();
    }

    static PatchScores read(byte[] bytes, PatchGrid grid) {
        float[] scores = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(scores);
        BitSet inside = new BitSet();
        for (int patch = 0; patch < scores.length; patch++) {
            inside.set(patch, !Float.isNaN(scores[patch]));
            scores[patch] = inside.get(patch) ? scores[patch] : 0;
        }
        boolean all = inside.cardinality() == scores.length;
        return new PatchScores(grid, scores, new int[0], all ? PatchMask.ALL : PatchMask.of(inside));
    }
}
