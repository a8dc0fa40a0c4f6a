package org.patchbank.pipeline.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The specs that ship with the program, one YAML file each. */
public final class PresetFiles {
    /** In the order in which they are offered. */
    public static final List<String> NAMES = List.of(
            "patchcore",
            "patchcore-1%",
            "padim",
            "spade",
            "gaussian",
            "subspace",
            "hybrid",
            "fast",
            "high-resolution",
            "textures");

    private PresetFiles() {}

    /**
     * The file as it is, comments included.
     *
     * @throws IllegalArgumentException if it is none of {@link #NAMES}
     */
    public static String text(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no preset " + name);
        }
        try (InputStream file = PresetFiles.class.getResourceAsStream("/presets/" + name + ".yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
