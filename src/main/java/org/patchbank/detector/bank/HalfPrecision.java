package org.patchbank.detector.bank;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * Floats of 16 bits (IEEE 754 binary16), rounded to the nearest, ties to even: a relative error of 2^-11 at most. What is too large
 * becomes the largest finite value, 65,504. Two little-endian bytes a value.
 */
final class HalfPrecision implements BankCodec {
    private static final int LARGEST = 0x7bff;
    private static final int EXPONENT_SHIFT = 13;
    private static final int REBIAS = (127 - 15) << 23;
    private static final float SUBNORMAL_UNIT = 0x1p-24f;
    private static final float LEAST_NORMAL = 0x1p-14f;

    @Override
    public byte[] encode(float[] vectors) {
        ByteBuffer codes = ByteBuffer.allocate(Math.multiplyExact(vectors.length, Short.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vectors) {
            codes.putShort(half(value));
        }
        return codes.array();
    }

    @Override
    public float[] decode(byte[] codes) {
        float[] vectors = new float[codes.length / Short.BYTES];
        ByteBuffer source = ByteBuffer.wrap(codes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = single(source.getShort());
        }
        return vectors;
    }

    @Override
    public Map<String, float[]> numbers() {
        return Map.of();
    }

    static short half(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float size = Math.abs(value);
        if (size < LEAST_NORMAL) {
            return (short) (sign | (int) Math.rint(size / SUBNORMAL_UNIT));
        }
        int bits = Float.floatToRawIntBits(size) - REBIAS;
        int even = bits >>> EXPONENT_SHIFT & 1;
        int rounded = (bits + (1 << (EXPONENT_SHIFT - 1)) - 1 + even) >>> EXPONENT_SHIFT;
        return (short) (sign | Math.min(rounded, LARGEST));
    }

    static float single(short half) {
        int size = half & 0x7fff;
        float value = size < 1 << 10 ? size * SUBNORMAL_UNIT : Float.intBitsToFloat((size << EXPONENT_SHIFT) + REBIAS);
        return half < 0 ? -value : value;
    }
}
