package org.patchbank.evaluation.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbank.evaluation.trial.JudgedImage;
import org.patchbank.evaluation.trial.TrialResult;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.PngEncoder;
import org.patchbank.pipeline.engine.Overlay;
import org.patchbank.pipeline.view.ImageMaps;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.Progress;
import org.patchbank.scoring.map.AnomalyMap;

/**
 * Writes what a trial found into a folder: {@code overlay/<defect>/<name>.png}, {@code map/<defect>/<name>.png} (16-bit grey, white is
 * four times the threshold), {@code scores.csv} and {@code report.html}.
 */
public final class ReportFolder {
    public static final String REPORT = "report.html";
    /** White of a map, as a multiple of the threshold. */
    static final double FULL_SCALE = 4;

    private final Path folder;
    private final ImageDecoder decoder;
    private final Progress progress;

    public ReportFolder(Path folder, ImageDecoder decoder, Progress progress) {
        this.folder = folder;
        this.decoder = decoder;
        this.progress = progress;
    }

    public void write(TrialResult result) throws IOException {
        for (JudgedImage judged : result.images()) {
            Files.createDirectories(picture("overlay", judged).getParent());
            Files.createDirectories(picture("map", judged).getParent());
        }
        writePictures(result);
        Files.writeString(folder.resolve("scores.csv"), scores(result));
        Files.writeString(folder.resolve(REPORT), new HtmlReport(result, this).html());
    }

    private void writePictures(TrialResult result) throws IOException {
        List<JudgedImage> images = result.images();
        AtomicInteger done = new AtomicInteger();
        try (Parallel parallel = new Parallel(result.plan().threads())) {
            parallel.forEach(images.size(), i -> {
                try {
                    writePictures(result, images.get(i));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                progress.update("pictures", done.incrementAndGet(), images.size());
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void writePictures(TrialResult result, JudgedImage judged) throws IOException {
        double limit = positive(judged.mapLimit());
        AnomalyMap map = map(result, judged);
        Files.write(picture("overlay", judged), PngEncoder.encode(Overlay.draw(image(judged), map, limit)));
        Files.write(picture("map", judged), PngEncoder.encode(Overlay.grey16(map, FULL_SCALE * limit)));
    }

    PixelImage image(JudgedImage judged) throws IOException {
        return decoder.decode(Files.readAllBytes(judged.image().file()));
    }

    PixelImage overlay(TrialResult result, JudgedImage judged) throws IOException {
        return Overlay.draw(image(judged), map(result, judged), positive(judged.mapLimit()));
    }

    private AnomalyMap map(TrialResult result, JudgedImage judged) {
        return AnomalyMap.of(
                ImageMaps.of(result.plan().spec()).rows(judged.patches(), judged.width(), judged.height()));
    }

    private static double positive(double limit) {
        return limit > 0 ? limit : Double.MIN_NORMAL;
    }

    private Path picture(String kind, JudgedImage judged) {
        String name = judged.image().file().getFileName().toString();
        return folder.resolve(kind)
                .resolve(judged.image().defect())
                .resolve(name.substring(0, name.lastIndexOf('.')) + ".png");
    }

    private static String scores(TrialResult result) {
        StringBuilder csv = new StringBuilder("image,defect,score,threshold,rejected,milliseconds\n");
        for (JudgedImage judged : result.images()) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%s,%.2f%n",
                    quoted(judged.image().name()),
                    quoted(judged.image().defect()),
                    judged.score(),
                    result.threshold().value(),
                    judged.rejected(),
                    judged.millis()));
        }
        return csv.toString();
    }

    private static String quoted(String text) {
        return text.matches("[\\w./ -]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
