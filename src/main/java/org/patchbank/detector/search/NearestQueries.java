package org.patchbank.detector.search;

import static org.patchbank.detector.kernel.Kernel.PANEL;
import static org.patchbank.detector.kernel.Kernel.TILE;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.embedding.EmbeddingTable;

/**
 * The search for the queries of one image. A first look at the panel whose mean is nearest gives each query a distance that
 * it cannot exceed. {@link #largest} then searches only queries that may be the farthest; {@link #all} searches the rest.
 */
public final class NearestQueries {
    private static final int QUERIES_AT_ONCE = 56;
    private static final int SUSPECTS_AT_ONCE = 2 * TILE;
    /** A head and the norm of its rest. */
    private static final int STRIDE = Sketch.WIDTH + 1;

    private final NearestSearch search;
    private final EmbeddingTable queries;
    private final int k;
    private final BitSet without;
    private final Sketch querySketch;
    private final NearestRows nearest;
    private final boolean[] searched;
    /** For each query the panel whose mean is nearest. */
    private final int[] nearestPanel;

    private final Kernel kernel = Kernels.best();

    /**
     * @param metric that distances are given in
     * @param without rows of the bank, as they were given, that are left out
     */
    NearestQueries(NearestSearch search, EmbeddingTable queries, int k, Metric metric, BitSet without) {
        this.search = search;
        this.queries = queries;
        this.k = k;
        this.without = without;
        querySketch = search.sketch(queries);
        nearest = new NearestRows(queries.rows(), k, metric);
        searched = new boolean[queries.rows()];
        nearestPanel = new int[queries.rows()];
        int[] every = IntStream.range(0, queries.rows()).toArray();
        inBlocks(every, QUERIES_AT_ONCE, Block::seed);
    }

    /** The largest mean distance of a query to its k nearest rows, exact. */
    public float largest() {
        return nearest.meanDistance(farthest());
    }

    /**
     * The query with the largest mean distance to its k nearest rows, and one such where there are several. Queries are searched in order
     * of falling upper bound until the next bound is no larger than the largest found.
     */
    public int farthest() {
        Integer[] suspects = IntStream.range(0, queries.rows())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer q) -> -nearest.meanDistance(q))
                        .thenComparing(q -> q))
                .toArray(Integer[]::new);
        int farthest = -1;
        int together = SUSPECTS_AT_ONCE * search.parallel().threads();
        for (int from = 0; from < suspects.length; from += together) {
            if (farthest >= 0 && nearest.meanDistance(suspects[from]) <= nearest.meanDistance(farthest)) {
                break;
            }
            int[] batch = Arrays.stream(suspects, from, Math.min(suspects.length, from + together))
                    .mapToInt(q -> q)
                    .filter(q -> !searched[q])
                    .toArray();
            inBlocks(batch, SUSPECTS_AT_ONCE, Block::search);
            for (int q : batch) {
                if (farthest < 0 || nearest.meanDistance(q) > nearest.meanDistance(farthest)) {
                    farthest = q;
                }
            }
        }
        return farthest;
    }

    /** The mean distance of a query which was searched. */
    public float meanDistance(int query) {
        return nearest.meanDistance(query);
    }

    /** The squared distance of a query which was searched to the row nearest to it. */
    public float squaredDistance(int query) {
        return nearest.distance(query, 0);
    }

    /** The row that is nearest to a query which was searched. */
    public int nearestRow(int query) {
        return nearest.row(query, 0);
    }

    /** Takes a row that the bank does not hold into account. */
    public void offer(int query, float squaredDistance, int number) {
        nearest.offer(query, squaredDistance, number);
    }

    public Neighbours all() {
        int[] left =
                IntStream.range(0, queries.rows()).filter(q -> !searched[q]).toArray();
        inBlocks(left, QUERIES_AT_ONCE, Block::search);
        return new Neighbours(nearest, queries.rows(), k);
    }

    private void inBlocks(int[] numbers, int atOnce, Consumer<Block> work) {
        int count = numbers.length;
        search.parallel().forEach((count + atOnce - 1) / atOnce, block -> {
            int from = block * atOnce;
            work.accept(new Block(Arrays.copyOfRange(numbers, from, Math.min(count, from + atOnce))));
        });
    }

    /** The work on some queries by one thread. */
    private final class Block {
        private final int[] members;
        private final float[] heads;
        private final float[] tails;
        private final float[] limits;
        private final float[] products = new float[TILE * PANEL];
        private final float[] scratch = new float[Kernel.SCRATCH];
        private final Panels panels = search.panels();

        Block(int[] members) {
            this.members = members;
            int padded = (members.length + TILE - 1) / TILE * TILE;
            heads = new float[padded * STRIDE];
            tails = new float[members.length * Sketch.TAIL_WIDTH];
            for (int i = 0; i < members.length; i++) {
                querySketch.copyHead(members[i], heads, i * STRIDE);
                heads[i * STRIDE + Sketch.WIDTH] = querySketch.firstRest(members[i]);
                querySketch.copyTail(members[i], tails, i * Sketch.TAIL_WIDTH);
                // the product of the heads' rests is taken back
                tails[(i + 1) * Sketch.TAIL_WIDTH - 1] *= -1;
            }
            limits = new float[padded];
            Arrays.fill(limits, Float.MAX_VALUE);
        }

        /** Measures the most promising rows of the panel whose mean is nearest, and that of the query before. */
        void seed() {
            findNearestPanels();
            int before = 0;
            for (int i = 0; i < members.length; i++) {
                int own = nearestPanel[members[i]];
                float[] panel = panels.get(own);
                kernel.column(heads, i * STRIDE, Sketch.WIDTH, panel, 0, products);
                int promising = 0;
                for (int c = 1; c < PANEL; c++) {
                    promising = products[c] > products[promising] ? c : promising;
                }
                int row = own * PANEL + promising;
                measure(members[i], row);
                measure(members[i], i == 0 ? row : before);
                for (int extra = 1; extra < k; extra++) {
                    measure(members[i], (row + extra) % search.bank().rows());
                }
                before = row;
            }
        }

        private void findNearestPanels() {
            Panels means = search.means();
            Arrays.fill(limits, 0, members.length, -Float.MAX_VALUE);
            for (int m = 0; m < means.count(); m++) {
                for (int tile = 0; tile < members.length; tile += TILE) {
                    for (long above = multiplyMeans(tile, means.get(m)); above != 0; above &= above - 1) {
                        int from = Long.numberOfTrailingZeros(above) * kernel.group();
                        int i = tile + from / PANEL;
                        for (int at = from; at < from + kernel.group(); at++) {
                            if (products[at] > limits[i]) {
                                limits[i] = products[at];
                                nearestPanel[members[i]] = m * PANEL + at % PANEL;
                            }
                        }
                    }
                }
            }
        }

        void search() {
            for (int i = 0; i < members.length; i++) {
                tighten(i);
            }
            for (int p : nearestFirst()) {
                for (int tile = 0; tile < members.length; tile += TILE) {
                    for (long above = multiply(tile, panels.get(p)); above != 0; above &= above - 1) {
                        verify(tile, p, Long.numberOfTrailingZeros(above) * kernel.group());
                    }
                }
            }
            for (int q : members) {
                searched[q] = true;
            }
        }

        /** All panels, first those nearest to a query: what is found there makes the limits that spare work in the others. */
        private int[] nearestFirst() {
            IntStream near = Arrays.stream(members).map(q -> nearestPanel[q]);
            return IntStream.concat(near, IntStream.range(0, panels.count()))
                    .distinct()
                    .toArray();
        }

        /** Products of four queries with a panel; tells where they exceed the limits. */
        private long multiply(int tile, float[] panel) {
            return kernel.tileAboveInSteps(
                    heads, tile * STRIDE, STRIDE, Sketch.FIRST, Sketch.WIDTH, panel, limits, tile, products);
        }

        /** As {@link #multiply} with a panel of means, which have no bounds. */
        private long multiplyMeans(int tile, float[] panel) {
            return kernel.tileAbove(heads, tile * STRIDE, STRIDE, Sketch.WIDTH, panel, 0, limits, tile, products);
        }

        /** Refines a group of products, some of which exceed the limit, and measures the rows whose bound still does. */
        private void verify(int tile, int panel, int group) {
            int i = tile + group / PANEL;
            int tail = i * Sketch.TAIL_WIDTH;
            float[] rows = search.tails().get(panel);
            if (!kernel.addGroup(tails, tail, Sketch.TAIL_WIDTH, rows, group % PANEL, products, group, limits[i])) {
                return;
            }
            int span = kernel.span(products, group, limits[i]);
            int end = group + (span >> Byte.SIZE);
            for (int at = group + (span & 0xff); at < end; at++) {
                if (products[at] > limits[i]) {
                    measure(members[i], panel * PANEL + at % PANEL);
                    tighten(i);
                }
            }
        }

        private void measure(int query, int row) {
            if (without.get(search.number(row))) {
                return;
            }
            EmbeddingTable bank = search.bank();
            nearest.offer(
                    query,
                    kernel.squaredDistance(
                            queries.block(query),
                            queries.offset(query),
                            bank.block(row),
                            bank.offset(row),
                            bank.dimension(),
                            scratch),
                    search.number(row));
        }

        /** A row can only be nearer than the limit if its product less its half norm exceeds this. */
        private void tighten(int i) {
            limits[i] = Math.max(-Float.MAX_VALUE, querySketch.half(members[i]) - nearest.limit(members[i]) / 2);
        }
    }
}
