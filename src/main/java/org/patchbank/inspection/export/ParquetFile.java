package org.patchbank.inspection.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.patchbank.inspection.export.ExportColumn.Row;

/** Parquet: the same columns, optional ones where a value may be absent, times in microseconds of UTC. */
final class ParquetFile implements ExportWriter {
    /** What is held in memory before it is written. */
    private static final long ROW_GROUP_BYTES = 8L << 20;

    private final ParquetWriter<Row> writer;

    ParquetFile(OutputStream stream) throws IOException {
        this.writer = new Builder(new StreamFile(stream))
                .withConf(new PlainParquetConfiguration())
                .withWriterVersion(WriterVersion.PARQUET_1_0)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    @Override
    public void write(Row row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static MessageType schema() {
        List<Type> fields = new ArrayList<>();
        for (ExportColumn column : ExportColumn.ALL) {
            fields.add(
                    switch (column.type()) {
                        case TEXT ->
                            Types.optional(PrimitiveTypeName.BINARY)
                                    .as(LogicalTypeAnnotation.stringType())
                                    .named(column.name());
                        case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
                        case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
                        case TIME ->
                            Types.optional(PrimitiveTypeName.INT64)
                                    .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                                    .named(column.name());
                    });
        }
        return new MessageType("inspection", fields);
    }

    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
            return new Rows();
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(org.apache.parquet.conf.ParquetConfiguration configuration) {
            return new Rows();
        }
    }

    private static final class Rows extends WriteSupport<Row> {
        private RecordConsumer out;

        @Override
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema(), Map.of());
        }

        @Override
        public WriteContext init(org.apache.parquet.conf.ParquetConfiguration configuration) {
            return new WriteContext(schema(), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(Row row) {
            out.startMessage();
            for (int i = 0; i < ExportColumn.ALL.size(); i++) {
                ExportColumn column = ExportColumn.ALL.get(i);
                Object value = column.value().apply(row);
                if (value != null) {
                    out.startField(column.name(), i);
                    add(value);
                    out.endField(column.name(), i);
                }
            }
            out.endMessage();
        }

        private void add(Object value) {
            if (value instanceof Long whole) {
                out.addLong(whole);
            } else if (value instanceof Double number) {
                out.addDouble(number);
            } else if (value instanceof Instant time) {
                out.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, time));
            } else {
                out.addBinary(Binary.fromString((String) value));
            }
        }
    }
}
