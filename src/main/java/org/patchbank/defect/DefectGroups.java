package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/** Puts defects that nobody has named into groups of those that look alike, so that a person can name a group at once. */
@ApplicationScoped
public class DefectGroups {
    /** Grouping compares each with each. */
    public static final int MOST = 2000;

    private static final int PAGE = 1024;

    private final DefectStore store;
    private final VectorIndex index;

    DefectGroups(DefectStore store, VectorIndex index) {
        this.store = store;
        this.index = index;
    }

    /**
     * Defects that look alike.
     *
     * @param centre the one that is nearest to all others
     * @param spread mean cosine distance to it
     * @param members the nearest to the centre first, itself among them
     */
    public record Group(Defect centre, double spread, List<Defect> members) {}

    /**
     * @param groups the largest first
     * @param alone those that resemble too few others, newest first
     * @param looked how many were looked at
     */
    public record Groups(List<Group> groups, List<Defect> alone, int looked) {}

    /**
     * Groups the newest defects that nobody has named and nobody has called good. Those of different embedding spaces never meet.
     *
     * @param most looked at, at most {@link #MOST}
     * @param least members of a group, at least 2
     */
    public Groups of(DefectFilter filter, int most, int least) {
        List<Defect> unnamed = store.unnamed(filter, Math.min(most, MOST));
        Map<DefectSpace, List<Defect>> bySpace = unnamed.stream().collect(Collectors.groupingBy(Defect::space));
        List<Group> groups = new ArrayList<>();
        List<Defect> alone = new ArrayList<>();
        bySpace.forEach((space, defects) -> group(space, defects, least, groups, alone));
        groups.sort(Comparator.comparingInt((Group group) -> -group.members().size())
                .thenComparing(group -> -group.centre().id()));
        alone.sort(Comparator.comparing(Defect::id).reversed());
        return new Groups(groups, alone, unnamed.size());
    }

    private void group(DefectSpace space, List<Defect> defects, int least, List<Group> groups, List<Defect> alone) {
        Map<Long, float[]> vectors = vectors(space, defects);
        List<Defect> known = defects.stream()
                .filter(defect -> vectors.containsKey(defect.id()))
                .sorted(Comparator.comparingLong(Defect::id))
                .toList();
        int[] labels = Clustering.labels(
                known.stream().map(defect -> vectors.get(defect.id())).toList(), least);
        Map<Integer, List<Defect>> byLabel = new TreeMap<>();
        IntStream.range(0, labels.length)
                .forEach(i -> byLabel.computeIfAbsent(labels[i], label -> new ArrayList<>())
                        .add(known.get(i)));
        byLabel.forEach((label, members) -> {
            if (label == Clustering.ALONE) {
                alone.addAll(members);
            } else {
                groups.add(around(members, vectors));
            }
        });
    }

    private static Group around(List<Defect> members, Map<Long, float[]> vectors) {
        Map<Long, Double> sums = new HashMap<>();
        for (Defect from : members) {
            double sum = 0;
            for (Defect to : members) {
                sum += distance(vectors.get(from.id()), vectors.get(to.id()));
            }
            sums.put(from.id(), sum);
        }
        Defect centre = members.stream()
                .min(Comparator.comparingDouble((Defect defect) -> sums.get(defect.id()))
                        .thenComparing(Defect::id))
                .orElseThrow();
        float[] middle = vectors.get(centre.id());
        List<Defect> sorted = members.stream()
                .sorted(Comparator.comparingDouble((Defect defect) -> distance(middle, vectors.get(defect.id())))
                        .thenComparing(Defect::id))
                .toList();
        return new Group(centre, sums.get(centre.id()) / members.size(), sorted);
    }

    /** Of vectors of length 1. */
    private static double distance(float[] a, float[] b) {
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
        }
        return 1 - product;
    }

    /** Those that are in the vector index. */
    private Map<Long, float[]> vectors(DefectSpace space, List<Defect> defects) {
        Map<Long, float[]> vectors = new HashMap<>();
        long last = defects.stream().mapToLong(Defect::id).max().orElseThrow();
        long after = defects.stream().mapToLong(Defect::id).min().orElseThrow() - 1;
        Map<Long, Defect> wanted = defects.stream().collect(Collectors.toMap(Defect::id, defect -> defect));
        while (after < last) {
            List<VectorRow> page =
                    index.scan(space.collection(), VectorFilter.partition(DefectSpace.PARTITION), after, PAGE);
            for (VectorRow row : page) {
                if (wanted.containsKey(row.id())) {
                    vectors.put(row.id(), row.vector());
                }
            }
            after = page.size() < PAGE ? last : page.get(page.size() - 1).id();
        }
        return vectors;
    }
}
