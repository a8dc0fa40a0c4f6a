package org.patchbank.inspection.export;

import java.io.Closeable;
import java.io.IOException;

/** Writes rows in one form as they come. Closing it ends the file, not the stream below. */
interface ExportWriter extends Closeable {
    void write(ExportColumn.Row row) throws IOException;
}
