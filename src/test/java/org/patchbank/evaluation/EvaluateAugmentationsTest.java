package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbank.testing.BrushedParts;
import org.patchbank.testing.BrushedParts.Shot;

/** Each augmentation through the whole of {@code evaluate}: good parts come as no reference image shows them, and pass once that is declared. */
class EvaluateAugmentationsTest {
    private static final int TRAIN = 6;
    private static final int TEST = 4;

    @TempDir
    private Path dataset;

    /** How parts come, what declares it, and what else the spec needs for it to matter. */
    enum Arrival {
        MIRRORED("{flips: [horizontal]}", "{}", shot -> shot, Arrival::mirrored),
        TILTED("{rotations: [-12, 12]}", "{}", shot -> shot.turned(12 / 90.0), image -> image),
        MOVED("{shifts: [20]}", "{position_radius: 1}", shot -> shot.moved(20, 0), image -> image),
        DARKER("{brightness: [0.7]}", "{}", shot -> shot, image -> new RescaleOp(0.7f, 0, null).filter(image, null));

        private final String augmentation;
        private final String model;
        private final UnaryOperator<Shot> shot;
        private final UnaryOperator<BufferedImage> image;

        Arrival(String augmentation, String model, UnaryOperator<Shot> shot, UnaryOperator<BufferedImage> image) {
            this.augmentation = augmentation;
            this.model = model;
            this.shot = shot;
            this.image = image;
        }

        private static BufferedImage mirrored(BufferedImage image) {
            AffineTransform mirror = AffineTransform.getScaleInstance(-1, 1);
            mirror.translate(-image.getWidth(), 0);
            return new AffineTransformOp(mirror, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void good_parts_that_come_otherwise_pass_once_that_is_declared(Arrival arrival) throws IOException {
        BrushedParts.write(dataset.resolve("train/good"), TRAIN, 1, shot -> shot);
        write(arrival, "good", 100, shot -> shot);
        write(arrival, "spot", 200, shot -> shot.spotted(62, 20, 160));

        Map<String, Double> without = scores(arrival, "none");
        Map<String, Double> with = scores(arrival, arrival.augmentation);

        assertThat(mean(with, "good")).isLessThan(0.8 * mean(without, "good"));
        assertThat(mean(with, "spot")).isGreaterThan(1.5 * mean(with, "good"));
    }

    private void write(Arrival arrival, String kind, long first, UnaryOperator<Shot> change) throws IOException {
        Path folder = Files.createDirectories(dataset.resolve("test").resolve(kind));
        for (int i = 0; i < TEST; i++) {
            BufferedImage drawn = BrushedParts.draw(change.apply(arrival.shot.apply(Shot.good(first + i))));
            ImageIO.write(
                    arrival.image.apply(drawn),
                    "png",
                    folder.resolve(i + ".png").toFile());
        }
    }

    private Map<String, Double> scores(Arrival arrival, String augmentation) throws IOException {
        Path out = Files.createDirectories(dataset.resolve("out"));
        new EvaluateRun(dataset, out)
                .figures(
                        "{input_size: 96, model: %s, augmentation: %s}".formatted(arrival.model, augmentation),
                        "--out",
                        out.toString());
        Map<String, Double> scores = new LinkedHashMap<>();
        Files.readAllLines(out.resolve("scores.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(columns -> scores.put(columns[0], Double.valueOf(columns[2])));
        return scores;
    }

    private static double mean(Map<String, Double> scores, String kind) {
        return scores.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(kind + "/"))
                .mapToDouble(Map.Entry::getValue)
                .average()
                .orElseThrow();
    }
}
