package org.patchbank.vectorindex.postgres;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.patchbank.vectorindex.VectorFilter;

/** The rows of a block, ready to be searched: vectors side by side, metadata a column a field, equal values held once. Immutable. */
final class CachedBlock {
    private final long[] ids;
    private final int dimension;
    private final float[] vectors;
    private final Map<String, Object[]> columns;

    CachedBlock(VectorBlock block) {
        int count = block.rowCount();
        ids = new long[count];
        ByteBuffer.wrap(block.ids())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(ids);
        vectors = new float[block.vectors().length / Float.BYTES];
        ByteBuffer.wrap(block.vectors())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(vectors);
        dimension = vectors.length / count;
        columns = columns(block.fields(), count);
    }

    private static Map<String, Object[]> columns(List<Map<String, Object>> fields, int count) {
        Map<String, Object[]> columns = new TreeMap<>();
        Map<Object, Object> values = new HashMap<>();
        for (int row = 0; row < count; row++) {
            for (Map.Entry<String, Object> field : fields.get(row).entrySet()) {
                columns.computeIfAbsent(field.getKey(), name -> new Object[count])[row] =
                        values.computeIfAbsent(field.getValue(), value -> value);
            }
        }
        return columns;
    }

    /** That its vectors take. */
    long bytes() {
        return (long) vectors.length * Float.BYTES;
    }

    /** Offers the rows that match to each of some searches. */
    void offer(VectorFilter filter, List<NearestVectors> searches) {
        boolean any = filter.anyMetadata();
        for (int row = 0; row < ids.length; row++) {
            int place = row;
            if (any || filter.matches((String name) -> value(name, place))) {
                for (NearestVectors search : searches) {
                    search.offer(ids[row], vectors, row * dimension, () -> metadata(place));
                }
            }
        }
    }

    private Object value(String name, int row) {
        Object[] column = columns.get(name);
        return column == null ? null : column[row];
    }

    private Map<String, Object> metadata(int row) {
        Map<String, Object> metadata = new TreeMap<>();
        columns.forEach((name, column) -> {
            if (column[row] != null) {
                metadata.put(name, column[row]);
            }
        });
        return metadata;
    }
}
