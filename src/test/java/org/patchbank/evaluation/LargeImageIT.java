package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.app.Main;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.PngEncoder;

/**
 * A scratch of 20 pixels on an image of 4096 x 3072, learned from images as large, by the whole program with a heap that could not hold the
 * embeddings of one image: 218,000 patches of 384 floats are 335 MB. It holds an image, some tiles at a time, and what was learned; the
 * embeddings to learn from wait in a file.
 */
class LargeImageIT {
    private static final int WIDTH = 2048;
    private static final int HEIGHT = 1536;
    private static final int SCRATCH_X = 1703;
    private static final int SCRATCH_Y = 891;
    private static final int SCRATCH = 20;
    private static final int TRAIN = 2;
    private static final String HEAP = "-Xmx320m";
    /** Pixels along a patch. */
    private static final int CELL = 8;

    /** What the heap of {@value #HEAP}, the network at one tile and the virtual machine take. */
    private static final double OWN_MEGABYTES = 700;

    @TempDir
    private Path folder;

    private double peakOwn;

    @Test
    void scratch_is_found_and_memory_is_bounded_by_the_tile_learning_included()
            throws IOException, InterruptedException {
        for (int i = 0; i < TRAIN; i++) {
            write("train/good/" + i + ".png", texture(WIDTH, HEIGHT, i));
        }
        write("test/good/0.png", texture(WIDTH, HEIGHT, 100));
        PixelImage scratched = texture(WIDTH, HEIGHT, 101);
        scratch(scratched);
        write("test/scratch/0.png", scratched);

        JsonNode result = evaluate();

        assertThat(result.path("image_auroc").asDouble()).isEqualTo(1);
        assertThat(result.path("embeddings").asInt()).isGreaterThan(TRAIN * 50_000);
        assertBrightestOnTheScratch(
                ImageIO.read(folder.resolve("out/map/scratch/0.png").toFile()).getData());
        System.out.printf(
                Locale.ROOT,
                "LargeImageIT: peak %.0f MB resident, %.0f MB of it without mapped files%n",
                result.path("peak_rss_mb").asDouble(),
                peakOwn);
        assertThat(peakOwn).isLessThan(OWN_MEGABYTES);
    }

    /** The brightest pixel of the map lies on the scratch, or within a patch of it. */
    private static void assertBrightestOnTheScratch(Raster map) {
        int brightest = 0;
        int elsewhere = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean near = Math.max(Math.abs(x - SCRATCH_X - SCRATCH / 2), Math.abs(y - SCRATCH_Y - SCRATCH / 2))
                        <= SCRATCH / 2 + CELL;
                int value = map.getSample(x, y, 0);
                brightest = near ? Math.max(brightest, value) : brightest;
                elsewhere = near ? elsewhere : Math.max(elsewhere, value);
            }
        }
        assertThat(brightest).isGreaterThan(elsewhere);
    }

    /** Brushed metal: noise smoothed along the rows. */
    private static PixelImage texture(int width, int height, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] samples = new byte[width * height];
        for (int y = 0; y < height; y++) {
            double value = 0;
            for (int x = 0; x < width; x++) {
                value = 0.9 * value + random.nextDouble(-4, 4);
                samples[y * width + x] = (byte) Math.max(0, Math.min(255, 128 + value));
            }
        }
        return PixelImage.of8Bit(width, height, 1, samples);
    }

    /** Dark, from top left to bottom right, two pixels wide. */
    private static void scratch(PixelImage image) {
        for (int i = 0; i < SCRATCH; i++) {
            int at = (SCRATCH_Y + i) * WIDTH + SCRATCH_X + i;
            image.samples8()[at] = 40;
            image.samples8()[at + 1] = 40;
        }
    }

    private void write(String name, PixelImage image) throws IOException {
        Path file = folder.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, PngEncoder.encode(image));
    }

    private JsonNode evaluate() throws IOException, InterruptedException {
        Path json = folder.resolve("result.json");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "evaluate",
                "--set",
                "tiles={size: 256, overlap: 32}",
                "--set",
                "model.coreset_size=500",
                "--threads",
                "1",
                "--out",
                folder.resolve("out").toString(),
                "--json",
                json.toString(),
                folder.resolve("data").toString());
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
            while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
                assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
                peakOwn = Math.max(peakOwn, ownMegabytes(process));
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).describedAs(Files.readString(log)).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    /** Resident memory that is no file's: the heap, the network's, the virtual machine's. Zero where the system does not tell. */
    private static double ownMegabytes(Process process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("RssAnon:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (NoSuchFileException | UncheckedIOException ended) {
            return 0;
        }
    }
}
