package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFileTest {
    private static final URI URL = URI.create("http://127.0.0.1:8080");

    @TempDir
    Path folder;

    @Test
    void tells_where_a_living_server_is() throws Exception {
        new ServerFile(folder).write(URL);
        assertThat(new ServerFile(folder).read()).contains(URL);
    }

    @Test
    void absent_without_the_file() {
        assertThat(new ServerFile(folder).read()).isEmpty();
    }

    @Test
    void server_that_was_killed_is_no_server() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.writeString(folder.resolve("server.json"), "{\"url\": \"" + URL + "\", \"pid\": " + ended.pid() + "}");
        assertThat(new ServerFile(folder).read()).isEmpty();
    }

    @Test
    void half_a_file_is_no_server() throws Exception {
        Files.writeString(folder.resolve("server.json"), "{\"url\": \"http:");
        assertThat(new ServerFile(folder).read()).isEmpty();
    }

    @Test
    void removed_at_the_end() throws Exception {
        ServerFile file = new ServerFile(folder);
        file.write(URL);
        file.remove();
        assertThat(folder).isEmptyDirectory();
    }
}
