package org.patchbank.evaluation.benchmark;

import java.nio.file.Path;
import java.util.List;
import org.patchbank.evaluation.ImageFiles;
import picocli.CommandLine.Option;

/** Which images are sent as parts of what, on which line. */
final class PartOptions {
    @Option(names = "--product", required = true, description = "What the images show.")
    String product;

    @Option(
            names = "--line",
            defaultValue = "default",
            description = "Where it is deployed (default: ${DEFAULT-VALUE}).")
    String line;

    @Option(names = "--images", required = true, paramLabel = "PATH", description = "Images, or a folder of them.")
    private List<Path> images;

    List<Path> files() {
        return ImageFiles.of(images);
    }
}
