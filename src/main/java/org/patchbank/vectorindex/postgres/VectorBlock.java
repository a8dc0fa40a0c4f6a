package org.patchbank.vectorindex.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.patchbank.vectorindex.VectorRow;

/**
 * The rows of one partition whose ids lie in one block, as they are stored.
 *
 * @param ids int64, little-endian
 * @param vectors float32, little-endian, row by row
 * @param metadata JSON, one object a row
 */
@SuppressWarnings("ArrayRecordComponent") // carries columns between two methods and is never compared
record VectorBlock(long block, String partition, byte[] ids, byte[] vectors, String metadata) {
    /** How many consecutive ids make a block: some 400 kB at 384 dimensions. */
    static final int SIZE = 256;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final TypeReference<List<Map<String, Object>>> METADATA = new TypeReference<>() {};

    static long of(long id) {
        return id / SIZE;
    }

    /** @param rows of one block and one partition, in the order of their ids */
    static VectorBlock pack(List<VectorRow> rows) {
        VectorRow first = rows.get(0);
        ByteBuffer ids = ByteBuffer.allocate(rows.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer vectors = ByteBuffer.allocate(rows.size() * first.vector().length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (VectorRow row : rows) {
            ids.putLong(row.id());
            for (float value : row.vector()) {
                vectors.putFloat(value);
            }
        }
        try {
            String metadata = JSON.writeValueAsString(
                    rows.stream().map(VectorRow::metadata).toList());
            return new VectorBlock(of(first.id()), first.partition(), ids.array(), vectors.array(), metadata);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers always become JSON", e);
        }
    }

    static LongStream ids(byte[] packed) {
        LongBuffer ids = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        return LongStream.range(0, ids.limit()).map(i -> ids.get((int) i));
    }

    int rowCount() {
        return ids.length / Long.BYTES;
    }

    List<VectorRow> unpack() {
        int count = rowCount();
        int dimension = vectors.length / Float.BYTES / count;
        ByteBuffer idBuffer = ByteBuffer.wrap(ids).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer vectorBuffer = ByteBuffer.wrap(vectors).order(ByteOrder.LITTLE_ENDIAN);
        List<Map<String, Object>> fields = fields();
        List<VectorRow> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            float[] vector = new float[dimension];
            vectorBuffer.asFloatBuffer().get(i * dimension, vector);
            rows.add(new VectorRow(idBuffer.getLong(), partition, vector, fields.get(i)));
        }
        return rows;
    }

    /** The metadata, one map a row. */
    List<Map<String, Object>> fields() {
        try {
            return JSON.readValue(metadata, METADATA);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("block " + block + " of " + partition + " has damaged metadata", e);
        }
    }
}
