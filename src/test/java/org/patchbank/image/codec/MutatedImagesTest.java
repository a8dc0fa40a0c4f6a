package org.patchbank.image.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Damaged files in a JVM of 512 MB: each ends in an image or in a known error, soon, and leaves no thread behind. */
class MutatedImagesTest {
    private static final int MUTATIONS = 3000;
    private static final long SEED = 42;

    @Test
    void damaged_files_end_in_an_image_or_a_known_error() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImageFuzz.class.getName(),
                        Integer.toString(MUTATIONS),
                        Long.toString(SEED))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        System.out.println(said.strip());
        assertThat(said).contains("mutations %d, failures 0, threads left 0".formatted(MUTATIONS));
    }
}
