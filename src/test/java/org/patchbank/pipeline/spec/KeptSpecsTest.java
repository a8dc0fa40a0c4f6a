package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Specs as people wrote them and versions keep them: what they mean never changes. */
class KeptSpecsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fields of a spec, and the whole spec that was kept. */
    static Stream<String[]> written() {
        return rows("/specs/written.tsv");
    }

    private static Stream<String[]> rows(String resource) {
        try (InputStream file = KeptSpecsTest.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String whole(String fields) throws IOException {
        return DetectorSpecs.write(DetectorSpecs.read(JSON.readTree(fields), Map.of()))
                .toString();
    }

    @Test
    void every_spec_is_kept_with_the_same_bytes_and_read_from_them() throws IOException {
        for (String[] row : written().toList()) {
            assertThat(whole(row[0])).isEqualTo(row[1]);
            assertThat(whole(row[1])).isEqualTo(row[1]);
        }
    }
}
