package org.patchbank.evaluation;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the data folder. */
public final class DataDirOption {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Folder of the database and the images (default: $PATCHBANK_DATA_DIR, else ./patchbank-data).",
            defaultValue = "${sys:patchbank.data-dir:-${env:PATCHBANK_DATA_DIR:-patchbank-data}}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private Path dataDir;

    public Path path() {
        return dataDir.toAbsolutePath().normalize();
    }
}
