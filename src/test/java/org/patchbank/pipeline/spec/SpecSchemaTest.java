package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema says of a spec what its reader says, as far as one field alone decides. */
class SpecSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SpecSchema.schema());

    @Test
    void specs_that_are_read_are_valid() throws JsonProcessingException {
        for (String[] row : KeptSpecsTest.written().toList()) {
            boolean text = row[0].contains("\"flips\":\""); // commas in a text are for the command line
            assertThat(text ? Set.of() : SCHEMA.validate(JSON.readTree(row[0])))
                    .as(row[0])
                    .isEmpty();
            assertThat(SCHEMA.validate(JSON.readTree(row[1]))).as(row[1]).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.patchbank.pipeline.spec.KeptSpecsTest#refused")
    void unknown_fields_and_values_are_invalid(String fields, String code, String message, String remedy)
            throws JsonProcessingException {
        if (code.equals("spec-field-unknown") || remedy.matches("Give (one of|a number|a list, each|true|fields).*")) {
            assertThat(SCHEMA.validate(JSON.readTree(fields))).as(message).isNotEmpty();
        }
    }

    @Test
    void every_field_has_its_default() {
        assertThat(SpecSchema.schema().at("/properties/input_size/default").asInt())
                .isEqualTo(224);
        assertThat(SpecSchema.schema()
                        .at("/$defs/SubspaceSpec/properties/energy/default")
                        .asDouble())
                .isEqualTo(0.95);
    }
}
