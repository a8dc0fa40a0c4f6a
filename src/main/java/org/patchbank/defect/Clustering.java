package org.patchbank.defect;

import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.hdbscan.HdbscanTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Groups by density (HDBSCAN, Campello et al. 2013), by the library Tribuo. */
final class Clustering {
    /** The label of those in no group. */
    static final int ALONE = 0;

    private static final ClusteringFactory FACTORY = new ClusteringFactory();

    private Clustering() {}

    /**
     * @param vectors of one length; their Euclidean distances count
     * @param least members of a group
     * @return one a vector: {@link #ALONE}, or the number of its group
     */
    static int[] labels(List<float[]> vectors, int least) {
        if (vectors.size() <= least) {
            return new int[vectors.size()];
        }
        String[] names = IntStream.range(0, vectors.get(0).length)
                .mapToObj("%05d"::formatted)
                .toArray(String[]::new);
        List<Example<ClusterID>> examples =
                vectors.stream().map(vector -> example(names, vector)).toList();
        MutableDataset<ClusterID> dataset =
                new MutableDataset<>(examples, new SimpleDataSourceProvenance("defects", FACTORY), FACTORY);
        HdbscanTrainer trainer = new HdbscanTrainer(
                least, DistanceType.L2.getDistance(), least, 1, NeighboursQueryFactoryType.BRUTE_FORCE);
        return trainer.train(dataset).getClusterLabels().stream()
                .mapToInt(label -> label)
                .toArray();
    }

    private static Example<ClusterID> example(String[] names, float[] vector) {
        double[] values =
                IntStream.range(0, vector.length).mapToDouble(i -> vector[i]).toArray();
        return new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, values);
    }
}
