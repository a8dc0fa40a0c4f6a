package org.patchbank.detector.gaussian;

import java.util.Arrays;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.linear.Moments;
import org.patchbank.embedding.EmbeddingTable;

/**
 * The moments of some neighbouring positions, read image after image: memory does not grow with the images, only what is read
 * at once is held.
 */
final class PositionMoments {
    private static final int BLOCKS_AT_ONCE = 64;

    private final TrainingSet set;
    private final Reduction reduction;
    private final int from;
    private final int count;
    private final Moments[] moments;
    /** Of the block read last: one for all, or the heap would grow with what is thrown away. */
    private final float[] values;

    /** @param from first position */
    PositionMoments(TrainingSet set, Reduction reduction, int from, int to) {
        this.set = set;
        this.reduction = reduction;
        this.from = from;
        this.count = to - from;
        this.moments = new Moments[count];
        this.values = new float[count * set.table().dimension()];
        int[] blocks = set.blocks();
        for (int first = 0; first < blocks.length; first += BLOCKS_AT_ONCE) {
            add(Arrays.copyOfRange(blocks, first, Math.min(blocks.length, first + BLOCKS_AT_ONCE)));
        }
    }

    private void add(int[] blocks) {
        int dimension = reduction.to();
        float[][] rows = new float[count][blocks.length * dimension];
        int[] filled = new int[count];
        float[] reduced = new float[count * dimension];
        for (int block : blocks) {
            read(block, reduced);
            for (int i = 0; i < count; i++) {
                if (set.view(block).inside().contains(from + i)) {
                    System.arraycopy(reduced, i * dimension, rows[i], filled[i]++ * dimension, dimension);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            if (filled[i] > 0 && moments[i] == null) {
                moments[i] = new Moments(Arrays.copyOf(rows[i], dimension));
            }
            if (filled[i] > 0) {
                moments[i].add(rows[i], filled[i]);
            }
        }
    }

    /** Reads the positions of a block, [positions, dimension after reduction]. */
    void read(int block, float[] target) {
        EmbeddingTable table = set.table();
        table.copyRows(block * table.rowsPerBlock() + from, count, values, 0);
        reduction.apply(values, 0, count, target);
    }

    /** Of a position, or null where no image has it in the region of interest. */
    Moments at(int position) {
        return moments[position - from];
    }
}
