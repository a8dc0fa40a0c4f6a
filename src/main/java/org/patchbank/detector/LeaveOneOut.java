package org.patchbank.detector;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;

/**
 * Scores the images of a fold as if each were the only one that the bank has not seen: against a bank chosen without the fold, grown
 * by the fold's other images to the size that it then would have.
 *
 * <p>A bank that lacks a whole fold lacks more images than the deployed one will, so its scores are too large where the fold holds the
 * only parts alike, and thresholds promise more false rejects than come true. Growing is greedy ({@link Coreset#grow}): the rows
 * farthest from the bank first.
 */
public final class LeaveOneOut {
    private final EmbeddingTable table;
    private final Coreset coreset;
    private final int bankSize;
    private final int size;
    private final NearestSearch search;
    private final Kernel kernel = Kernels.best();
    /** For each image of the fold the squared distances of its rows to the bank. */
    private final Map<Integer, float[]> distances = new TreeMap<>();

    /**
     * Searches the bank for every row of the fold.
     *
     * @param table blocks are images
     * @param coreset of the table
     * @param bank rows of the table, none of the fold
     * @param fold images
     * @param size how many rows a bank has that has seen all images but one
     */
    public LeaveOneOut(
            EmbeddingTable table, Coreset coreset, int[] bank, List<Integer> fold, int size, Parallel parallel) {
        this.table = table;
        this.coreset = coreset;
        this.bankSize = bank.length;
        this.size = size;
        this.search =
                new NearestSearch(EmbeddingTable.of(MemoryBank.of(table, bank).vectors(), table.dimension()), parallel);
        for (int image : fold) {
            Neighbours nearest = search.nearest(block(image), 1);
            float[] squared = new float[table.rowsPerBlock()];
            for (int patch = 0; patch < squared.length; patch++) {
                squared[patch] = nearest.squaredDistance(patch, 0);
            }
            distances.put(image, squared);
        }
    }

    /**
     * The scores of one image's patches by the bank that has seen all but it.
     *
     * @param image one of the fold
     * @param neighbours how many nearest rows are averaged; a smaller bank uses all it has
     */
    public PatchScores score(int image, PatchGrid grid, int neighbours) {
        int[] grown = grownWithout(image);
        EmbeddingTable queries = block(image);
        NearestQueries found = search.begin(queries, Math.min(neighbours, bankSize));
        for (int i = 0; i < grown.length; i++) {
            for (int query = 0; query < queries.rows(); query++) {
                found.offer(query, squaredDistance(image * table.rowsPerBlock() + query, grown[i]), bankSize + i);
            }
        }
        return found.all().patchScores(grid);
    }

    /** Rows of the fold's other images that the bank is grown by, in the order they are added. */
    int[] grownWithout(int image) {
        int perImage = table.rowsPerBlock();
        int[] rows = distances.keySet().stream()
                .filter(other -> other != image)
                .flatMapToInt(other -> IntStream.range(other * perImage, (other + 1) * perImage))
                .toArray();
        float[] squared = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            squared[i] = distances.get(rows[i] / perImage)[rows[i] % perImage];
        }
        return coreset.grow(rows, squared, Math.min(size - bankSize, rows.length));
    }

    private float squaredDistance(int a, int b) {
        return kernel.squaredDistance(
                table.block(a),
                table.offset(a),
                table.block(b),
                table.offset(b),
                table.dimension(),
                new float[Kernel.SCRATCH]);
    }

    private EmbeddingTable block(int image) {
        return EmbeddingTable.of(table.block(image * table.rowsPerBlock()), table.dimension());
    }
}
