package org.patchbank.evaluation.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.patchbank.pipeline.fit.ReferenceImage;

/** A good image of a data set, to learn from. */
public record TrainImage(Path file) implements ReferenceImage {
    @Override
    public String name() {
        return file.getFileName().toString();
    }

    @Override
    public byte[] read() throws IOException {
        return Files.readAllBytes(file);
    }
}
