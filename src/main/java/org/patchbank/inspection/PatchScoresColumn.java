package org.patchbank.inspection;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Patch scores as bytes: little-endian float32, row by row. Exact both ways. */
final class PatchScoresColumn {
    private PatchScoresColumn() {}

    static byte[] write(float[] scores) {
        ByteBuffer buffer = ByteBuffer.allocate(scores.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(scores);
        return buffer.array();
    }

    static float[] read(byte[] bytes) {
        float[] scores = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(scores);
        return scores;
    }
}
