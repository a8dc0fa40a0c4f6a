package org.patchbank.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data that lies beside the repository where it was made, and is not part of it. Tests skip where it is absent. */
public final class Shared {
    private static final Path ROOT = Path.of("../shared");

    private Shared() {}

    public static Path path(String name) {
        Path path = ROOT.resolve(name);
        assumeTrue(Files.exists(path), "skipped: " + path + " is not on this machine");
        return path;
    }

    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Little-endian 32-bit floats. */
    public static float[] floats(String name) {
        byte[] bytes = bytes(name);
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }
}
