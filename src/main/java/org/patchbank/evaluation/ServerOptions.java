package org.patchbank.evaluation;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a server started from the command line needs to be told.
 *
 * @param dataDir the folder of its data
 * @param settings further settings, as properties; they come before those of the environment
 * @param quiet whether its log goes to a file in the data folder rather than to the console
 */
public record ServerOptions(Path dataDir, Map<String, String> settings, boolean quiet) {
    public ServerOptions {
        settings = Map.copyOf(settings);
    }
}
