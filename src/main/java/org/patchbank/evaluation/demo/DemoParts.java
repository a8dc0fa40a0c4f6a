package org.patchbank.evaluation.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.patchbank.evaluation.ImageFiles;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.Progress;

/** The drawn parts of a demo in a folder of their own, in the layout of MVTec AD. */
final class DemoParts {
    private static final int GOOD_TO_JUDGE = 20;
    private static final int DEFECTIVE_OF_EACH = 5;

    private static final long LOOK_MILLIS = 200;

    private final Path folder;
    private final int toLearn;
    private final long seed;

    /** A part to judge, and what it was drawn as. */
    record Part(String name, String drawnAs, Path file) {
        boolean isGood() {
            return drawnAs.equals(PartRenderer.GOOD);
        }
    }

    /** @param toLearn number of good parts to learn from */
    DemoParts(Path parent, int toLearn, long seed) {
        this.folder = parent.resolve("plates-" + seed + "-" + toLearn);
        this.toLearn = toLearn;
        this.seed = seed;
    }

    Path folder() {
        return folder;
    }

    /** Draws them, unless an earlier demo has. */
    void draw(Progress progress) throws IOException, InterruptedException {
        Path complete = folder.resolve("complete");
        if (Files.exists(complete)) {
            return;
        }
        int all = toLearn + GOOD_TO_JUDGE + DEFECTIVE_OF_EACH * DefectKind.values().length;
        CompletableFuture<Void> drawing = CompletableFuture.runAsync(this::write);
        while (!drawing.isDone()) {
            progress.update("Drawing parts", Math.min(all, drawn()), all);
            Thread.sleep(LOOK_MILLIS);
        }
        drawing.join();
        progress.update("Drawing parts", all, all);
        Files.createFile(complete);
    }

    private void write() {
        try (Parallel parallel = Parallel.onAllCores()) {
            new PartFolder(new PartRenderer(), parallel).write(folder, toLearn, GOOD_TO_JUDGE, DEFECTIVE_OF_EACH, seed);
        } catch (IOException e) {
            throw new UncheckedIOException("the parts cannot be written to " + folder, e);
        }
    }

    private long drawn() throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jpg")).count();
        }
    }

    List<Path> toLearn() {
        return ImageFiles.in(folder.resolve("train").resolve(PartRenderer.GOOD), 1);
    }

    /** Defective ones of each kind, then good ones that were not learned from. */
    List<Part> toJudge() {
        List<Part> parts = new ArrayList<>();
        for (DefectKind kind : DefectKind.values()) {
            parts.addAll(of(kind.label()));
        }
        parts.addAll(of(PartRenderer.GOOD));
        return parts;
    }

    private List<Part> of(String drawnAs) {
        return ImageFiles.in(folder.resolve("test").resolve(drawnAs), 1).stream()
                .map(file -> new Part(stem(file), drawnAs, file))
                .toList();
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
}
