package org.patchbank.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code server.json} in a data folder: says which running server works on it. */
public final class ServerFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public ServerFile(Path dataDir) {
        this.file = dataDir.resolve("server.json");
    }

    public void write(URI url) throws IOException {
        ObjectNode content = JSON.createObjectNode();
        content.put("url", url.toString()).put("pid", ProcessHandle.current().pid());
        Path temporary = file.resolveSibling("server.json.new");
        Files.writeString(temporary, content + System.lineSeparator());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The address of the server, if its process still lives. */
    public Optional<URI> read() {
        try {
            JsonNode content = JSON.readTree(file.toFile());
            boolean alive = ProcessHandle.of(content.path("pid").asLong(-1))
                    .map(ProcessHandle::isAlive)
                    .orElse(false);
            return alive ? Optional.of(URI.create(content.path("url").asText())) : Optional.empty();
        } catch (IOException | IllegalArgumentException absentOrHalfWritten) {
            return Optional.empty();
        }
    }

    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
