package org.patchbank.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the continuous build takes for a test class that ran. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a shell script")
class MustRunTest {
    private static final List<String> LOG = List.of(
            "[INFO] Running org.patchbank.app.WholeIT",
            "[INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.07 s -- in org.patchbank.app.WholeIT",
            "[WARNING] Tests run: 12, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.07 s -- in org.patchbank.app.PartlyIT",
            "[INFO] Tests run: 0, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.829 s -- in org.patchbank.s3.NoneIT",
            "[INFO] Tests run: 24, Failures: 0, Errors: 0, Skipped: 0");

    @TempDir
    Path folder;

    @Test
    void class_of_which_all_tests_ran_is_well() throws Exception {
        assertThat(mustRun("WholeIT")).isZero();
    }

    @Test
    void class_that_gave_up_before_its_first_test_did_not_run() throws Exception {
        assertThat(mustRun("WholeIT", "NoneIT")).isEqualTo(1);
    }

    @Test
    void class_that_skipped_a_test_did_not_run() throws Exception {
        assertThat(mustRun("WholeIT", "PartlyIT")).isEqualTo(1);
    }

    @Test
    void class_that_the_log_does_not_name_did_not_run() throws Exception {
        assertThat(mustRun("WholeIT", "OtherIT")).isEqualTo(1);
        assertThat(mustRun("holeIT")).isEqualTo(1);
    }

    @Test
    void no_class_at_all_is_a_mistake() throws Exception {
        assertThat(mustRun()).isEqualTo(2);
    }

    private int mustRun(String... classes) throws IOException, InterruptedException {
        Path log = Files.write(folder.resolve("maven.log"), LOG);
        Path script = Path.of(".ci", "must-run").toAbsolutePath();
        List<String> command = Stream.concat(Stream.of(script.toString(), log.toString()), Stream.of(classes))
                .toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
