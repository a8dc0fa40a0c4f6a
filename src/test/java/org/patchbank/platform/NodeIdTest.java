package org.patchbank.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdTest {
    @TempDir
    Path dataDir;

    @Test
    void data_folder_keeps_its_name_and_another_has_another() {
        NodeId first = NodeId.of(dataDir);
        assertThat(NodeId.of(dataDir)).isEqualTo(first);
        assertThat(NodeId.of(dataDir.resolve("other"))).isNotEqualTo(first);
    }
}
