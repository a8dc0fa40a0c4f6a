package org.patchbank.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.evaluation.dataset.TestImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.pipeline.engine.Examination;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.pipeline.engine.RegionEmbedding;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.fit.FitListener;
import org.patchbank.pipeline.fit.Fitter;
import org.patchbank.pipeline.fit.OpenedDetector;
import org.patchbank.pipeline.fit.ReferenceImage;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.DataFolder;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.StageTimes;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.platform.database.EmbeddedDatabase;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.Shared;
import org.patchbank.vectorindex.Neighbor;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorFilter;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;
import org.patchbank.vectorindex.postgres.PostgresVectorIndex;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How well the nearest defects agree with a real data set's defect types: all 388 defective magnetic tiles are rejected, their regions
 * go into the vector index, and each tile's first region is looked for among those of the other tiles. A small bank, to be quick; with
 * the default spec: {@code -Dpatchbank.ratio=0.1}.
 */
class SimilarDefectsIT {
    private static final String RATIO = System.getProperty("patchbank.ratio", "0.01");
    private static final int ALL = 388;
    private static final int LEARNED = 200;

    /** Of few tiles, each type has few neighbours: 0.54 was measured. Twice what chance gives (0.23). */
    private static final double SMALL_BAR = 0.46;

    private static final int EVERY = 6;
    private static final int NEAREST = 5;
    private static final double REVIEW_RATE = 0.05;
    private static final double BAR = 0.88;

    private record Seen(int tile, String type, int region, RegionEmbedding embedding) {}

    /** Of one defect type: how many tiles, how many of their neighbours have it too, and how suggestions fared. */
    private static final class Figures {
        private int tiles;
        private double same;
        private double sameOfTiles;
        private int suggested;
        private int right;

        void print(String name) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.3f | %.3f | %.3f | %.3f |%n",
                    name,
                    tiles,
                    same / tiles,
                    sameOfTiles / tiles,
                    (double) suggested / tiles,
                    suggested == 0 ? 0 : (double) right / suggested);
        }
    }

    @Test
    @Tag("figures")
    void nearest_defects_of_all_tiles_are_of_the_same_type(@TempDir Path path) throws IOException {
        Figures all = figures(path, LEARNED, 1);
        assertThat(all.tiles).isEqualTo(ALL);
        assertThat(all.same / all.tiles).isGreaterThanOrEqualTo(BAR);
        assertThat(all.sameOfTiles / all.tiles).isGreaterThanOrEqualTo(BAR);
        assertThat((double) all.right / all.suggested).isGreaterThan(0.95);
    }

    @Test
    void nearest_defects_of_some_tiles_share_their_type_twice_as_often_as_by_chance(@TempDir Path path)
            throws IOException {
        Figures all = figures(path, 30, EVERY);
        assertThat(all.tiles).isEqualTo((ALL + EVERY - 1) / EVERY);
        assertThat(all.same / all.tiles).isGreaterThanOrEqualTo(SMALL_BAR);
    }

    private static Figures figures(Path path, int learned, int every) throws IOException {
        List<Seen> seen = seen(learned, every);
        Map<String, Figures> figures;
        try (DataFolder folder = DataFolder.open(path);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder, DatabaseResource.RUNTIME)) {
            figures = figures(seen, new PostgresVectorIndex(migrated(database.address())));
        }
        System.out.printf("%d regions; bank of %s%n", seen.size(), RATIO);
        System.out.println("| type | tiles | same type of 5 nearest | of 5 nearest tiles | suggested | right |");
        figures.forEach((type, of) -> of.print(type));
        return figures.get("all");
    }

    private static List<Seen> seen(int learned, int every) throws IOException {
        MvtecDataset dataset =
                MvtecDataset.open(Shared.path("datasets/magnetic_tile")).limitTrain(learned);
        String backbone = Shared.path("backbones/resnet18.onnx").toString();
        DetectorSpec spec = DetectorSpecs.read(null, Map.of("backbone", backbone, "model.coreset_ratio", RATIO));
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        PatchEmbedders embedders = new DjlPatchEmbedders(new BackboneRegistry(Optional.empty()));
        List<Seen> seen = new ArrayList<>();
        try (Parallel parallel = Parallel.onAllCores();
                PatchEmbedder embedder = embedders.open(spec.embedding(), 1)) {
            List<ReferenceImage> good =
                    dataset.train().stream().<ReferenceImage>map(GoodImage::new).toList();
            Fit fit = new Fitter(decoder, parallel).fit(good, spec, embedder, FitListener.SILENT);
            Calibration calibration = new Calibration(fit.calibrationScores());
            Inspector inspector =
                    new Inspector(decoder, embedder, OpenedDetector.open(spec, fit.state(), embedder, parallel), spec);
            List<TestImage> defective =
                    dataset.test().stream().filter(image -> !image.isGood()).toList();
            for (int tile = 0; tile < defective.size(); tile += every) {
                byte[] image = Files.readAllBytes(defective.get(tile).file());
                List<RegionEmbedding> regions =
                        rejected(image, inspector, calibration).embeddings();
                for (int region = 0; region < regions.size(); region++) {
                    seen.add(new Seen(tile, defective.get(tile).defect(), region, regions.get(region)));
                }
            }
        }
        return seen;
    }

    /** The few that escape are judged with a limit below their own score. */
    private static Examination rejected(byte[] image, Inspector inspector, Calibration calibration) {
        Threshold limit = calibration.threshold(REVIEW_RATE);
        Examination found = inspector.examine(image, new DecisionRule(limit, limit), new StageTimes());
        if (!found.regions().isEmpty()) {
            return found;
        }
        Threshold lower = calibration.manual(0.9 * found.score());
        return inspector.examine(image, new DecisionRule(lower, lower), new StageTimes());
    }

    private static Map<String, Figures> figures(List<Seen> seen, VectorIndex index) {
        VectorCollection collection =
                new DefectSpace("tiles", seen.get(0).embedding().vector().length).collection();
        List<VectorRow> rows = new ArrayList<>();
        for (int id = 0; id < seen.size(); id++) {
            rows.add(new VectorRow(
                    id,
                    DefectSpace.PARTITION,
                    seen.get(id).embedding().vector(),
                    Map.of("type", seen.get(id).type())));
        }
        index.upsert(collection, rows);
        Map<String, Figures> figures = new TreeMap<>();
        for (Seen query : seen) {
            if (query.region() == 0) {
                List<Neighbor> others = index
                        .nearest(
                                collection,
                                List.of(query.embedding().vector()),
                                100,
                                VectorFilter.partition(DefectSpace.PARTITION))
                        .get(0)
                        .stream()
                        .filter(neighbor -> seen.get((int) neighbor.id()).tile() != query.tile())
                        .toList();
                for (String name : List.of(query.type(), "all")) {
                    count(figures.computeIfAbsent(name, type -> new Figures()), query, others, seen);
                }
            }
        }
        return figures;
    }

    private static void count(Figures figures, Seen query, List<Neighbor> others, List<Seen> seen) {
        figures.tiles++;
        figures.same += others.stream()
                        .limit(NEAREST)
                        .filter(neighbor -> neighbor.metadata().get("type").equals(query.type()))
                        .count()
                / (double) NEAREST;
        Set<Integer> tiles = new HashSet<>();
        figures.sameOfTiles += others.stream()
                        .map(neighbor -> seen.get((int) neighbor.id()))
                        .filter(neighbor -> tiles.add(neighbor.tile()))
                        .limit(NEAREST)
                        .filter(neighbor -> neighbor.type().equals(query.type()))
                        .count()
                / (double) NEAREST;
        TypeVote vote = TypeVote.of(others.stream()
                .limit(TypeVote.VOTERS)
                .map(neighbor -> new TypeVote.Voter(
                        (String) neighbor.metadata().get("type"), neighbor.distance() * neighbor.distance() / 2))
                .toList());
        figures.suggested += vote.type().isPresent() ? 1 : 0;
        figures.right += vote.type().equals(Optional.of(query.type())) ? 1 : 0;
    }

    private static PGSimpleDataSource migrated(DatabaseAddress address) {
        Flyway.configure()
                .dataSource(address.jdbcUrl(), address.username(), address.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(address.jdbcUrl());
        database.setUser(address.username());
        database.setPassword(address.password());
        return database;
    }

    private record GoodImage(Path file) implements ReferenceImage {
        @Override
        public String name() {
            return file.getFileName().toString();
        }

        @Override
        public byte[] read() throws IOException {
            return Files.readAllBytes(file);
        }
    }
}
