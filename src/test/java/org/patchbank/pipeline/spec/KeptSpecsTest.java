package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbank.platform.PatchbankException;

/** Specs as people wrote them and versions keep them, and as they were refused: what they mean never changes. */
class KeptSpecsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fields of a spec, and the whole spec that was kept. */
    static Stream<String[]> written() {
        return rows("/specs/written.tsv");
    }

    /** Fields of a spec, the code, the message and the remedy of its refusal. */
    static Stream<String[]> refused() {
        return rows("/specs/refused.tsv");
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

    @ParameterizedTest
    @MethodSource("refused")
    void spec_is_refused_with_what_is_valid(String fields, String code, String message, String remedy) {
        PatchbankException refused = catchThrowableOfType(PatchbankException.class, () -> whole(fields));

        assertThat(refused.code().code()).isEqualTo(code);
        assertThat(refused).hasMessage(message);
        assertThat(refused.remedy()).isEqualTo(remedy);
    }
}
