package org.patchbank.reference.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/specs.md says what a spec may hold: every field and every model's fields, by name. */
class SpecDocumentTest {
    @Test
    void every_field_is_described() throws IOException {
        String document = Files.readString(Path.of("docs/specs.md"));

        assertThat(names(DetectorSpecs.write(DetectorSpecs.defaults())))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(document).containsPattern("[`.]" + name + "`"));
    }

    @ParameterizedTest
    @EnumSource
    void every_model_and_its_fields_are_described(ModelType type) throws IOException {
        String document = Files.readString(Path.of("docs/specs.md"));
        JsonNode spec = DetectorSpecs.write(DetectorSpecs.read(null, Map.of("model.type", SpecNode.name(type))));

        assertThat(document).contains("`" + SpecNode.name(type) + "`");
        assertThat(names(spec.path("model")))
                .contains("type")
                .allSatisfy(name -> assertThat(document).containsPattern("[`.]" + name + "`"));
    }

    private static List<String> names(JsonNode fields) {
        List<String> names = new ArrayList<>();
        fields.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
