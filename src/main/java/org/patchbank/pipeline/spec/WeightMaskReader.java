package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.patchbank.platform.PatchbankException;
import org.patchbank.scoring.WeightMask;

/** Reads and writes weights as rows of numbers, e.g. {@code [[1, 1, 1], [1, 5, 1], [1, 1, 1]]}, laid over the whole image. */
final class WeightMaskReader {
    private static final int LARGEST_SIDE = 512;

    private WeightMaskReader() {}

    static WeightMask read(SpecNode fields, String field) {
        JsonNode value = fields.child(field);
        List<float[]> rows = new ArrayList<>();
        if (!value.isArray() || value.isEmpty() || value.size() > LARGEST_SIDE) {
            throw invalid(fields, field, value);
        }
        for (JsonNode row : value) {
            rows.add(row(fields, field, row));
        }
        try {
            return WeightMask.of(rows);
        } catch (IllegalArgumentException e) {
            throw invalid(fields, field, value);
        }
    }

    private static float[] row(SpecNode fields, String field, JsonNode row) {
        if (!row.isArray() || row.isEmpty() || row.size() > LARGEST_SIDE) {
            throw invalid(fields, field, row);
        }
        float[] weights = new float[row.size()];
        for (int column = 0; column < weights.length; column++) {
            if (!row.get(column).isNumber()) {
                throw invalid(fields, field, row);
            }
            weights[column] = row.get(column).floatValue();
        }
        return weights;
    }

    private static PatchbankException invalid(SpecNode fields, String field, JsonNode value) {
        return fields.invalid(
                field,
                value,
                "rows of numbers, all rows of one length of at most %d, none negative and not all zero"
                        .formatted(LARGEST_SIDE));
    }

    static JsonNode write(WeightMask mask) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (int row = 0; row < mask.rows(); row++) {
            ArrayNode weights = rows.addArray();
            for (int column = 0; column < mask.columns(); column++) {
                weights.add(mask.at(row, column));
            }
        }
        return rows;
    }
}
