package org.patchbank.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a folder of its own, with a Maven and a Java that only say how they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
    private static final String MAVEN_THAT_BUILDS =
            "mkdir -p target/quarkus-app; touch target/quarkus-app/quarkus-run.jar; echo built; echo call >> calls";

    @TempDir
    Path temporary;

    private Path home;
    private Path java;
    private final Map<String, String> environment = new HashMap<>();

    record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void lay_out() throws IOException {
        home = Files.createDirectories(temporary.resolve("home"));
        Files.copy(Path.of("patchbank"), home.resolve("patchbank"));
        home.resolve("patchbank").toFile().setExecutable(true);
        Files.createDirectories(home.resolve("src/main"));
        Files.createDirectories(home.resolve("migrations"));
        Files.createDirectories(home.resolve(".mvn"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        script(home.resolve("mvnw"), MAVEN_THAT_BUILDS);
        java = java("jdk", "17.0.15");
        environment.put("JAVA_HOME", java.toString());
    }

    @Test
    void missing_program_is_built_with_one_line_of_progress_and_then_run() throws Exception {
        Outcome outcome = launch("serve", "--port", "0");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith("Building Patchbank").contains("build.log");
        assertThat(outcome.out()).endsWith("quarkus-run.jar serve --port 0\n");
        assertThat(home.resolve("target/build.log")).content().isEqualTo("built\n");
    }

    @Test
    void built_program_is_run_without_a_word() throws Exception {
        launch();
        assertThat(launch("--help").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void changed_source_is_built_again() throws Exception {
        launch();
        Path source = Files.writeString(home.resolve("src/main/A.java"), "class A {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        launch();
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void build_made_by_maven_alone_counts() throws Exception {
        Path app = Files.createDirectories(home.resolve("target/quarkus-app"));
        Path jar = Files.createFile(app.resolve("quarkus-run.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(launch().err()).isEmpty();
        assertThat(home.resolve("calls")).doesNotExist();
    }

    @Test
    void failed_build_shows_the_end_of_its_log_and_runs_nothing() throws Exception {
        script(home.resolve("mvnw"), "for i in $(seq 100); do echo line $i; done; exit 1");
        Outcome outcome = launch("serve");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("line 100\n", "error [build-failed]", "remedy: ")
                .doesNotContain("line 50\n");
        assertThat(outcome.out()).isEmpty();
        assertThat(launch("serve").exitCode()).isEqualTo(1);
    }

    @Test
    void options_for_java_come_before_the_program() throws Exception {
        environment.put("PATCHBANK_JAVA_OPTS", "-Xmx1g -Dx=y");
        assertThat(launch("demo").out()).contains("--add-modules jdk.incubator.vector ", " -Xmx1g -Dx=y -jar ");
    }

    @Test
    void arguments_keep_their_spaces() throws Exception {
        assertThat(launch("inspect", "a b.png", "*").out()).endsWith("quarkus-run.jar inspect a b.png *\n");
    }

    @Test
    void works_through_a_symbolic_link_from_anywhere() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("pb"), home.resolve("patchbank"));
        assertThat(start(List.of(link.toString(), "x")).out()).contains(home + "/target/quarkus-app/quarkus-run.jar x");
    }

    @Test
    void exit_code_is_that_of_the_program_and_its_words_pass() throws Exception {
        script(
                java.resolve("bin/java"),
                "echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2; echo oh >&2; exit 2");
        launch();
        Outcome outcome = launch();
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("oh\n");
    }

    @Test
    void java_that_is_too_old_is_named_with_what_to_do() throws Exception {
        environment.put("JAVA_HOME", java("old", "11.0.2").toString());
        Outcome outcome = launch();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("error [java-too-old]", "17 or newer", "11.0.2", "remedy: ");
    }

    @Test
    void java_home_without_java_is_named() throws Exception {
        environment.put("JAVA_HOME", temporary.toString());
        assertThat(launch().err()).contains("error [java-missing]", temporary.toString());
    }

    @Test
    void runtime_without_compiler_cannot_build_and_is_told_so() throws Exception {
        Files.delete(java.resolve("bin/javac"));
        assertThat(launch().err()).contains("error [jdk-missing]");
    }

    private long builds() throws IOException {
        return Files.readAllLines(home.resolve("calls")).size();
    }

    private Path java(String name, String version) throws IOException {
        Path folder = temporary.resolve(name);
        Files.createDirectories(folder.resolve("bin"));
        script(folder.resolve("bin/java"), "echo \"$@\"");
        script(folder.resolve("bin/javac"), "exit 0");
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return folder;
    }

    private static void script(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        file.toFile().setExecutable(true);
    }

    private Outcome launch(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("patchbank").toString()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    private Outcome start(List<String> command) throws Exception {
        Path out = Files.createTempFile(temporary, "out", "");
        Path err = Files.createTempFile(temporary, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.PIPE);
        builder.environment().putAll(environment);
        Process process = builder.start();
        // The end of the stream, not of the process: what filters the words of Java may live a little longer.
        Files.write(err, process.getErrorStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
