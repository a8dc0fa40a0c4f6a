package org.patchbank.detector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

/**
 * The embeddings of good images. Each block of the table is a view of an image: the image itself, one of its tiles, or
 * an augmented variant of either. Some of the images may be set aside: then they are there, but not learned from. Immutable.
 */
public final class TrainingSet implements AutoCloseable {
    private final EmbeddingTable table;
    private final PatchGrid grid;
    private final List<Segment> segments;
    private final List<View> views;
    private final List<Integer> learned;

    /**
     * What a block shows.
     *
     * @param image its number; ascending from block to block, without gaps
     * @param position of the view in its image: 0, or the tile's number
     * @param original whether it shows the image as it came; false for augmented variants
     * @param inside the patches in the region of interest
     */
    public record View(int image, int position, boolean original, PatchMask inside) {}

    /** @param views one a block of the table */
    public TrainingSet(EmbeddingTable table, PatchGrid grid, List<Segment> segments, List<View> views) {
        this(
                table,
                grid,
                segments,
                List.copyOf(views),
                views.stream().map(View::image).distinct().toList());
        if (views.size() != table.blocks() || table.rowsPerBlock() != grid.size()) {
            throw new IllegalArgumentException("%d views of %s do not fit %d blocks of %d rows"
                    .formatted(views.size(), grid, table.blocks(), table.rowsPerBlock()));
        }
    }

    private TrainingSet(
            EmbeddingTable table, PatchGrid grid, List<Segment> segments, List<View> views, List<Integer> learned) {
        this.table = table;
        this.grid = grid;
        this.segments = segments;
        this.views = views;
        this.learned = learned;
    }

    /** All embeddings, also of images set aside. */
    public EmbeddingTable table() {
        return table;
    }

    /** The grid of every view. */
    public PatchGrid grid() {
        return grid;
    }

    public List<Segment> segments() {
        return segments;
    }

    /** The images to learn from, ascending. */
    public List<Integer> learned() {
        return learned;
    }

    /** What a block shows. */
    public View view(int block) {
        return views.get(block);
    }

    /** The blocks of the images to learn from, ascending. */
    public int[] blocks() {
        BitSet wanted = new BitSet();
        learned.forEach(wanted::set);
        return IntStream.range(0, views.size())
                .filter(block -> wanted.get(views.get(block).image()))
                .toArray();
    }

    /** The blocks of an image as it came, in the order of their positions. */
    public int[] originals(int image) {
        return IntStream.range(0, views.size())
                .filter(block ->
                        views.get(block).image() == image && views.get(block).original())
                .toArray();
    }

    public Embeddings embeddings(int block) {
        View view = views.get(block);
        return new Embeddings(grid, table.dimension(), table.block(block * table.rowsPerBlock()))
                .of(view.position(), view.inside());
    }

    /** A detector's scores of an image as it came, view by view in the order of their positions. */
    public List<PatchScores> score(int image, Detector detector) {
        return Arrays.stream(originals(image))
                .mapToObj(block -> detector.score(embeddings(block)))
                .toList();
    }

    /** Rows of the table to learn from, ascending: of the images to learn from, inside the region of interest. */
    public int[] rows() {
        return rows(Arrays.stream(blocks()));
    }

    /** The rows of one image inside the region of interest, ascending: those of all its views. */
    public int[] rowsOf(int image) {
        return rows(IntStream.range(0, views.size())
                .filter(block -> views.get(block).image() == image));
    }

    private int[] rows(IntStream blocks) {
        return blocks.flatMap(block -> IntStream.range(0, grid.size())
                        .filter(views.get(block).inside()::contains)
                        .map(patch -> block * grid.size() + patch))
                .toArray();
    }

    public int imageOf(int row) {
        return views.get(row / grid.size()).image();
    }

    public int patchOf(int row) {
        return row % grid.size();
    }

    /** The same set with some images set aside. */
    public TrainingSet without(Collection<Integer> images) {
        return new TrainingSet(
                table,
                grid,
                segments,
                views,
                learned.stream().filter(image -> !images.contains(image)).toList());
    }

    /** The positions that views have, ascending. */
    public int[] positions() {
        return views.stream().mapToInt(View::position).sorted().distinct().toArray();
    }

    /** The same images with the views at one position only. */
    public TrainingSet at(int position) {
        EmbeddingTable some = table.like(table.dimension());
        List<View> left = new ArrayList<>();
        for (int block = 0; block < views.size(); block++) {
            if (views.get(block).position() == position) {
                some.add(table.block(block * grid.size()));
                left.add(views.get(block));
            }
        }
        return new TrainingSet(some, grid, segments, List.copyOf(left), learned);
    }

    /** The same images with other embeddings, block by block. */
    public TrainingSet with(EmbeddingTable other, List<Segment> otherSegments) {
        return new TrainingSet(other, grid, otherSegments, views, learned);
    }

    /** Gives up the table's file, if it lies in one: for sets made of another for a while. */
    @Override
    public void close() {
        table.close();
    }

    /** The same images with the channels of one segment only, copied. */
    public TrainingSet slice(Segment segment) {
        EmbeddingTable sliced = table.like(segment.width());
        for (int block = 0; block < views.size(); block++) {
            sliced.add(embeddings(block).slice(segment).values());
        }
        return with(sliced, List.of(new Segment(segment.name(), 0, segment.width())));
    }
}
