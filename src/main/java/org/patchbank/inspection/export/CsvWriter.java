package org.patchbank.inspection.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.patchbank.inspection.export.ExportColumn.Row;

/** CSV after RFC 4180: commas, quotes where they are needed, lines ended by CR LF, UTF-8; absent values are empty. */
final class CsvWriter implements ExportWriter {
    private static final String END_OF_LINE = "\r\n";

    private final Writer out;

    CsvWriter(OutputStream stream) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        for (ExportColumn column : ExportColumn.ALL) {
            separate(column);
            out.write(column.name());
        }
        out.write(END_OF_LINE);
    }

    @Override
    public void write(Row row) throws IOException {
        for (ExportColumn column : ExportColumn.ALL) {
            separate(column);
            Object value = column.value().apply(row);
            if (value != null) {
                out.write(quoted(value.toString()));
            }
        }
        out.write(END_OF_LINE);
    }

    private void separate(ExportColumn column) throws IOException {
        if (column != ExportColumn.ALL.get(0)) {
            out.write(',');
        }
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
