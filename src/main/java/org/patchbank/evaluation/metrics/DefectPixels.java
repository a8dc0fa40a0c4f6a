package org.patchbank.evaluation.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.patchbank.platform.Parallel;
import org.patchbank.scoring.map.AnomalyMap;
import org.patchbank.scoring.map.Runs;

/** The scores of all defective pixels, each with the region it belongs to. They are few, so they are the only ones kept. */
final class DefectPixels {
    private final int[] distinctKeys;
    private final int[] counts;
    private final double[] overlapGains;

    private DefectPixels(int[] distinctKeys, int[] counts, double[] overlapGains) {
        this.distinctKeys = distinctKeys;
        this.counts = counts;
        this.overlapGains = overlapGains;
    }

    static DefectPixels collect(List<PixelSample> samples, Parallel parallel) {
        List<Regions> regions =
                samples.stream().map(sample -> Regions.of(sample.mask())).toList();
        int[] firstPixel = offsets(regions.stream().mapToInt(Regions::pixels).toArray());
        int[] firstRegion = offsets(regions.stream().mapToInt(Regions::count).toArray());
        long[] pixels = new long[firstPixel[samples.size()]];
        parallel.forEach(samples.size(), i -> {
            if (regions.get(i).count() > 0) {
                regions.get(i).fill(samples.get(i).checkedMap(), firstRegion[i], pixels, firstPixel[i]);
            }
        });
        Arrays.parallelSort(pixels);
        int[] areas = regions.stream()
                .flatMapToInt(found -> Arrays.stream(found.areas))
                .toArray();
        return grouped(pixels, areas);
    }

    /** Groups pixels of one score; {@code pixels} rises, the groups fall. */
    private static DefectPixels grouped(long[] pixels, int[] areas) {
        int distinct = (int) IntStream.range(0, pixels.length)
                .filter(i -> i == 0 || ScoreKey.of(pixels[i]) != ScoreKey.of(pixels[i - 1]))
                .count();
        int[] keys = new int[distinct];
        int[] counts = new int[distinct];
        double[] gains = new double[distinct];
        int group = -1;
        for (int i = pixels.length - 1; i >= 0; i--) {
            int key = ScoreKey.of(pixels[i]);
            if (group < 0 || keys[group] != key) {
                keys[++group] = key;
            }
            counts[group]++;
            gains[group] += 1.0 / areas[(int) pixels[i]] / areas.length;
        }
        return new DefectPixels(keys, counts, gains);
    }

    /** Distinct scores as {@link ScoreKey}s, falling. */
    int[] distinctKeys() {
        return distinctKeys;
    }

    /** Pixels of each distinct score. */
    int[] counts() {
        return counts;
    }

    /** What the pixels of each distinct score add to the mean overlap of all regions. */
    double[] overlapGains() {
        return overlapGains;
    }

    private static int[] offsets(int[] sizes) {
        int[] offsets = new int[sizes.length + 1];
        for (int i = 0; i < sizes.length; i++) {
            offsets[i + 1] = Math.addExact(offsets[i], sizes[i]);
        }
        return offsets;
    }

    /** The connected regions of one mask. */
    private static final class Regions {
        private final Runs runs;
        private final int[] regionOfRun;
        private final int[] areas;

        private Regions(Runs runs) {
            this.runs = runs;
            this.regionOfRun = runs.areas();
            this.areas = new int[Arrays.stream(regionOfRun).max().orElse(-1) + 1];
            for (int run = 0; run < regionOfRun.length; run++) {
                areas[regionOfRun[run]] += runs.end(run) - runs.start(run);
            }
        }

        static Regions of(DefectMask mask) {
            return new Regions(mask.runs());
        }

        int count() {
            return areas.length;
        }

        int pixels() {
            return Arrays.stream(areas).sum();
        }

        void fill(AnomalyMap map, int firstRegion, long[] pixels, int from) {
            int next = from;
            for (int run = 0; run < regionOfRun.length; run++) {
                for (int x = runs.start(run); x < runs.end(run); x++) {
                    int key = ScoreKey.of(map.at(x, runs.row(run)));
                    pixels[next++] = ScoreKey.with(key, firstRegion + regionOfRun[run]);
                }
            }
        }
    }
}
