package org.patchbank.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void elsewhere_a_line_when_a_stage_begins_every_few_seconds_and_at_its_end() {
        try (Progress progress = progress(false)) {
            for (int i = 0; i <= 10; i++) {
                progress.update("features", i, 10);
                clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
            }
        }
        assertThat(lines())
                .containsExactly(
                        "features: 0/10 (0:00)",
                        "features: 3/10 (0:06)",
                        "features: 6/10 (0:12)",
                        "features: 9/10 (0:18)",
                        "features: 10/10 (0:20)");
    }

    @Test
    void elsewhere_the_next_stage_completes_the_last_one() {
        try (Progress progress = progress(false)) {
            progress.update("features", 1, 4);
            progress.update("features", 3, 4);
            progress.update("coreset", 0, 0);
        }
        assertThat(lines()).containsExactly("features: 1/4 (0:00)", "features: 4/4 (0:00)", "coreset: 0 (0:00)");
    }

    @Test
    void on_a_terminal_one_line_is_redrawn_in_place() {
        try (Progress progress = progress(true)) {
            progress.update("features", 0, 4);
            progress.update("features", 1, 4);
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            progress.update("features", 2, 4);
            progress.update("features", 4, 4);
        }
        String text = written.toString(UTF_8);
        assertThat(text.split("\r")).hasSize(4);
        assertThat(text)
                .contains("##############..............  50 %  2/4  0:01")
                .endsWith("100 %  4/4  0:01\n");
        assertThat(text.chars().filter(c -> c == '\n').count()).isEqualTo(1);
    }

    @Test
    void on_a_terminal_a_line_stays_above_the_bar() {
        try (Progress progress = progress(true)) {
            progress.update("features", 1, 4);
            progress.line("part-7.png refused");
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            progress.update("features", 2, 4);
        }
        assertThat(lines()).hasSize(2);
        assertThat(lines()[0]).endsWith("\rpart-7.png refused");
        assertThat(lines()[1]).startsWith("\rfeatures").endsWith("2/4  0:01");
    }

    @Test
    void silent_writes_nothing() {
        try (Progress progress = Progress.silent()) {
            progress.update("features", 1, 4);
            progress.line("x");
        }
        assertThat(written.size()).isZero();
    }

    private String[] lines() {
        return written.toString(UTF_8).split("\n");
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(written, true, UTF_8), terminal, false, clock::get);
    }
}
