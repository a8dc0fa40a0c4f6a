package org.patchbank.vectorindex.milvus;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.milvus.v2.common.DataType;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq.CollectionSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.patchbank.vectorindex.VectorCollection;
import org.patchbank.vectorindex.VectorRow;

/**
 * The fields of a collection, and rows to and from them. Metadata are one JSON field: they come back with the types they
 * had, a field that a row lacks equals nothing, and new fields need no change of the schema.
 */
final class MilvusSchema {
    static final String ID = "id";
    static final String PARTITION = "partition_key";
    static final String VECTOR = "vector";
    static final String METADATA = "metadata";

    private static final int LONGEST_PARTITION = 512;

    private MilvusSchema() {}

    static CollectionSchema of(VectorCollection collection) {
        CollectionSchema schema = CollectionSchema.builder().build();
        schema.addField(AddFieldReq.builder()
                .fieldName(ID)
                .dataType(DataType.Int64)
                .isPrimaryKey(true)
                .autoID(false)
                .build());
        schema.addField(AddFieldReq.builder()
                .fieldName(PARTITION)
                .dataType(DataType.VarChar)
                .maxLength(LONGEST_PARTITION)
                .isPartitionKey(true)
                .build());
        schema.addField(AddFieldReq.builder()
                .fieldName(VECTOR)
                .dataType(DataType.FloatVector)
                .dimension(collection.dimension())
                .build());
        schema.addField(AddFieldReq.builder()
                .fieldName(METADATA)
                .dataType(DataType.JSON)
                .build());
        return schema;
    }

    static void check(List<VectorRow> rows) {
        for (VectorRow row : rows) {
            if (row.partition().getBytes(StandardCharsets.UTF_8).length > LONGEST_PARTITION) {
                throw new IllegalArgumentException(
                        "a partition's name has at most %d bytes: %s".formatted(LONGEST_PARTITION, row.partition()));
            }
        }
    }

    static JsonObject pack(VectorRow row) {
        JsonArray vector = new JsonArray(row.vector().length);
        for (float value : row.vector()) {
            vector.add(value);
        }
        JsonObject metadata = new JsonObject();
        row.metadata()
                .forEach((field, value) -> metadata.add(
                        field,
                        value instanceof Long number ? new JsonPrimitive(number) : new JsonPrimitive((String) value)));
        JsonObject packed = new JsonObject();
        packed.addProperty(ID, row.id());
        packed.addProperty(PARTITION, row.partition());
        packed.add(VECTOR, vector);
        packed.add(METADATA, metadata);
        return packed;
    }

    static VectorRow unpack(Map<String, Object> entity) {
        List<?> values = (List<?>) entity.get(VECTOR);
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (Float) values.get(i);
        }
        return new VectorRow((Long) entity.get(ID), (String) entity.get(PARTITION), vector, metadata(entity));
    }

    static Map<String, Object> metadata(Map<String, Object> entity) {
        Object field = entity.get(METADATA);
        JsonElement json = field instanceof JsonElement element ? element : JsonParser.parseString(field.toString());
        Map<String, Object> metadata = new TreeMap<>();
        json.getAsJsonObject().asMap().forEach((name, value) -> {
            JsonPrimitive primitive = value.getAsJsonPrimitive();
            metadata.put(name, primitive.isString() ? primitive.getAsString() : (Object) primitive.getAsLong());
        });
        return metadata;
    }
}
