package org.patchbank.detector.kernel;

/**
 * The inner loops of every distance. Rows are packed in panels of {@value #PANEL}: an initial row, then one row a
 * coordinate, each holding that coordinate of all {@value #PANEL} vectors side by side.
 *
 * <p>{@link #squaredDistance} gives the same bits in every implementation; the products may differ in their last bits,
 * which is why those who use them as bounds leave a margin (see {@link org.patchbank.detector.search.Sketch}).
 */
public interface Kernel {
    /** Vectors in a panel; also the bits of a mask. */
    int PANEL = 64;

    /** Queries that {@link #tile} takes at once. */
    int TILE = 4;

    /** Floats of scratch that {@link #squaredDistance} needs. */
    int SCRATCH = 32;

    /** The implementation's name, for reports. */
    String name();

    /** Products that a bit of {@link #tileAbove} stands for; divides {@value #PANEL}. */
    int group();

    /**
     * The squared Euclidean distance of two vectors, summed in 32 interleaved lanes and then as a tree, so the result does
     * not depend on the width of the machine's registers.
     *
     * @param scratch at least {@value #SCRATCH} floats, overwritten
     */
    float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int length, float[] scratch);

    /**
     * Products of four queries with a panel: {@code out[64 r + c] = panel[c] + sum_k query_r[k] * panel[64 (k + 1) + c]}.
     *
     * @param stride distance from one query to the next
     * @param width coordinates of a query
     * @param out at least 256 floats
     */
    void tile(float[] queries, int offset, int stride, int width, float[] panel, int panelOffset, float[] out);

    /** Columns of a matrix that {@link #addStrip} takes at once; divides {@value #PANEL}. */
    int strip();

    /**
     * Adds products of four queries with a strip of a matrix to sums:
     * {@code sums[sumStride r + c] += sum_k query_r[k] * strip[strip() k + c]}. Of a high matrix few coordinates at a time stay in the
     * processor's nearest cache, for one four of queries after the other.
     *
     * @param stride distance from one query to the next
     * @param width coordinates that are added
     * @param stripOffset where the first of them lies
     * @param sumStride distance from the sums of one query to those of the next
     */
    void addStrip(
            float[] queries,
            int offset,
            int stride,
            int width,
            float[] strip,
            int stripOffset,
            float[] sums,
            int sumOffset,
            int sumStride);

    /**
     * As {@link #tile}, and looks where products exceed the limit of their query.
     *
     * @param limits one a query from {@code limitOffset} on, finite
     * @return bit g is set where one of the {@link #group} products from {@code out[g * group()]} on does
     */
    long tileAbove(
            float[] queries,
            int offset,
            int stride,
            int width,
            float[] panel,
            int panelOffset,
            float[] limits,
            int limitOffset,
            float[] out);

    /**
     * As {@link #tileAbove} where few products exceed their limit: after the first coordinates an upper bound of the products is made with
     * one more, and the rest is left out where it exceeds no limit.
     *
     * <p>A query has {@code width} coordinates and, behind them, the one for the bound; a panel has as many rows behind its initial one.
     *
     * @param first coordinates before the bound; the bound takes the place of those after them
     * @param out holds the whole products of marked groups; what it holds of others is of no meaning
     */
    long tileAboveInSteps(
            float[] queries,
            int offset,
            int stride,
            int first,
            int width,
            float[] panel,
            float[] limits,
            int limitOffset,
            float[] out);

    /** As {@link #tile} for a single query. */
    void column(float[] query, int offset, int width, float[] panel, int panelOffset, float[] out);

    /**
     * Adds products of one query with a group of a panel's vectors to sums:
     * {@code sums[c] += sum_k query[k] * panel[64 k + c]} for {@link #group} values of c.
     *
     * @param width coordinates, a multiple of four
     * @param panelOffset where the first coordinate of the group's first vector lies; this panel has no initial row
     * @return whether a sum exceeds the limit
     */
    boolean addGroup(
            float[] query,
            int offset,
            int width,
            float[] panel,
            int panelOffset,
            float[] sums,
            int sumOffset,
            float limit);

    /** The dot product of two vectors whose length is a multiple of {@value #PANEL}. */
    float dot(float[] a, int aOffset, float[] b, int bOffset, int length);

    /**
     * Where among {@link #group} values those above a limit lie.
     *
     * @return the first one's number, and in the second byte the number behind the last one's
     */
    int span(float[] values, int offset, float limit);

    /** Bit c is set where {@code values[offset + c] - shift > limits[limitOffset + c]}; values may be negative infinity, limits finite. */
    long above(float[] values, int offset, float shift, float[] limits, int limitOffset);

    /**
     * Sums products of 16-bit whole numbers with floats. Pairs of numbers share an int: of the 32 numbers of 16 ints, the lower halves
     * hold the first 16 and the upper halves the other 16.
     *
     * @param length ints; a multiple of {@value #SCRATCH}
     * @param factors two for each int, from the beginning on
     * @param out {@value #SCRATCH} floats, filled with partial sums: number i of the run went to one whose index has the same
     *     remainder by 8
     */
    void packedProducts(int[] packed, int offset, int length, float[] factors, float[] out);
}
