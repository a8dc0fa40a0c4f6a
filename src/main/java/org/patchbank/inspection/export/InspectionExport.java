package org.patchbank.inspection.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.UUID;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.InspectionFilter;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.export.ExportColumn.Row;
import org.patchbank.inspection.verdict.CurrentVerdict;
import org.patchbank.inspection.verdict.Verdicts;
import org.patchbank.platform.Page;

/**
 * Writes all inspections of a filter, newest first, page by page along the same indexes as the list: memory does not grow with
 * their number, and no transaction stays open meanwhile.
 */
@ApplicationScoped
public class InspectionExport {
    private static final int PAGE = 1000;

    private final Inspections inspections;
    private final Verdicts verdicts;

    InspectionExport(Inspections inspections, Verdicts verdicts) {
        this.inspections = inspections;
        this.verdicts = verdicts;
    }

    /** What is written. */
    public enum Form {
        CSV,
        PARQUET
    }

    public void write(InspectionFilter filter, Form form, OutputStream out) throws IOException {
        try (ExportWriter writer = form == Form.CSV ? new CsvWriter(out) : new ParquetFile(out)) {
            String cursor = null;
            do {
                Page<Inspection> page = inspections.list(filter, cursor, PAGE);
                Map<UUID, CurrentVerdict> said = verdicts.current(
                        page.items().stream().map(Inspection::id).toList());
                for (Inspection inspection : page.items()) {
                    writer.write(new Row(inspection, said.get(inspection.id())));
                }
                cursor = page.nextCursor().orElse(null);
            } while (cursor != null);
        }
    }
}
