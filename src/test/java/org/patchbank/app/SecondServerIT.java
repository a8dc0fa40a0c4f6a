package org.patchbank.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.testing.ProgramProcess;

class SecondServerIT {
    @TempDir
    Path dataDir;

    @Test
    void second_server_on_a_data_folder_ends_with_a_remedy_and_leaves_the_first_alone() throws Exception {
        try (ProgramProcess first = ProgramProcess.start(dataDir)) {
            Process second = ProgramProcess.launch(dataDir);
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(first.log()).contains("data-folder-in-use").contains("--data-dir");
            given().baseUri(first.url().toString())
                    .get("/api/v1/reference-sets")
                    .then()
                    .statusCode(200);
        }
    }
}
