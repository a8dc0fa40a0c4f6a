package org.patchbank.evaluation.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.patchbank.evaluation.metrics.DefectMask;
import org.patchbank.evaluation.picture.ReportPictures;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.PngEncoder;
import org.patchbank.platform.Parallel;

/** Writes rendered parts as a data set in the layout of MVTec AD, images as JPEG and masks as PNG. */
public final class PartFolder {
    private static final float JPEG_QUALITY = 0.93f;

    private final PartRenderer renderer;
    private final Parallel parallel;

    public PartFolder(PartRenderer renderer, Parallel parallel) {
        this.renderer = renderer;
        this.parallel = parallel;
    }

    /** A part's picture as a file. */
    public static byte[] jpeg(RenderedPart part) {
        return ReportPictures.jpeg(part.image(), JPEG_QUALITY);
    }

    /**
     * Writes {@code train/good}, {@code test/good}, {@code test/<defect>} and {@code ground_truth/<defect>}; files of the same name
     * are replaced.
     *
     * @param train number of good parts to learn from
     * @param goodTest number of other good parts
     * @param defectiveEach number of parts of each {@link DefectKind}
     */
    public void write(Path root, int train, int goodTest, int defectiveEach, long seed) throws IOException {
        Path trainFolder = Files.createDirectories(root.resolve("train").resolve(PartRenderer.GOOD));
        Path testFolder = Files.createDirectories(root.resolve("test").resolve(PartRenderer.GOOD));
        write(train + goodTest, i -> writeImage(i < train ? trainFolder : testFolder, renderer.goodPart(i, seed)));
        for (DefectKind kind : DefectKind.values()) {
            Path images = Files.createDirectories(root.resolve("test").resolve(kind.label()));
            Path masks = Files.createDirectories(root.resolve("ground_truth").resolve(kind.label()));
            write(defectiveEach, i -> {
                RenderedPart part = renderer.defectivePart(kind, i, seed);
                writeImage(images, part);
                Files.write(masks.resolve(part.name() + "_mask.png"), PngEncoder.encode(picture(part.mask())));
            });
        }
    }

    private interface Write {
        void at(int index) throws IOException;
    }

    private void write(int count, Write write) throws IOException {
        IOException[] failures = new IOException[count];
        parallel.forEach(count, i -> {
            try {
                write.at(i);
            } catch (IOException e) {
                failures[i] = e;
            }
        });
        for (IOException failure : failures) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private static void writeImage(Path folder, RenderedPart part) throws IOException {
        Files.write(folder.resolve(part.name() + ".jpg"), jpeg(part));
    }

    private static PixelImage picture(DefectMask mask) {
        byte[] samples = new byte[mask.width() * mask.height()];
        IntStream.range(0, samples.length)
                .filter(i -> mask.isDefective(i % mask.width(), i / mask.width()))
                .forEach(i -> samples[i] = (byte) 255);
        return PixelImage.of8Bit(mask.width(), mask.height(), 1, samples);
    }
}
