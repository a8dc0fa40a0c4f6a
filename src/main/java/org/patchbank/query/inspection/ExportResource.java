package org.patchbank.query.inspection;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.inspection.InspectionFilter;
import org.patchbank.inspection.export.InspectionExport;
import org.patchbank.inspection.export.InspectionExport.Form;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;

/** Inspections as a file. */
@Path(InspectionResource.PATH + "/export")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Inspections")
public class ExportResource {
    private static final String CSV = "text/csv";
    private static final String PARQUET = "application/vnd.apache.parquet";

    private final InspectionExport export;
    private final NodeFactory own;

    ExportResource(InspectionExport export, NodeFactory own) {
        this.export = export;
        this.own = own;
    }

    @GET
    @Produces({CSV, PARQUET})
    @Operation(
            summary = "Export inspections",
            description =
                    "All that match the filter, newest first, with the verdicts that hold, their notes and repairs, as CSV (RFC 4180) or Parquet."
                            + " limit and cursor are ignored.")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = PARQUET, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response export(
            @BeanParam @Valid InspectionListParams params,
            @RestQuery
                    @DefaultValue("csv")
                    @Pattern(regexp = "csv|parquet", message = "must be csv or parquet") @Parameter(description = "csv or parquet", example = "parquet")
                    String format) {
        InspectionFilter filter = params.filter(own.name());
        Form form = Form.valueOf(format.toUpperCase(Locale.ROOT));
        StreamingOutput file = out -> export.write(filter, form, out);
        return Response.ok(file)
                .type(form == Form.CSV ? CSV + ";charset=UTF-8" : PARQUET)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"inspections." + format + "\"")
                .build();
    }
}
