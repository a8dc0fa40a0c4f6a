package org.patchbank.detector.bank;

import java.util.Map;

/** A way to write the rows of a bank in fewer bytes. Fitted to a bank, immutable. */
public interface BankCodec {
    /**
     * @param vectors [rows, dimension]
     * @return codes row after row, each of the same number of bytes
     */
    byte[] encode(float[] vectors);

    /** @return [rows, dimension]: what the codes stand for */
    float[] decode(byte[] codes);

    /** What {@link #decode} needs besides codes, by name; {@link BankStorage#open} takes it back. */
    Map<String, float[]> numbers();

    /** Rows as they come out again when they have been kept. */
    default float[] kept(float[] vectors) {
        return decode(encode(vectors));
    }
}
