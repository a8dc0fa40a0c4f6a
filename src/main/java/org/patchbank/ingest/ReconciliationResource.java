package org.patchbank.ingest;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.reference.IndexReconciler;
import org.patchbank.reference.Reconciliation;

/** The comparison of the vector index with the tables, on demand. */
@Path("/api/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Maintenance", description = "What is done by itself once a day, and can be asked for")
@ServedBy(NodeRole.INGEST)
public class ReconciliationResource {
    private final IndexReconciler reconciler;

    ReconciliationResource(IndexReconciler reconciler) {
        this.reconciler = reconciler;
    }

    /** What was found. */
    @Schema(name = "Reconciliation")
    public record ReconciliationDto(
            Instant at,
            double seconds,

            @Schema(description = "Banks of ready versions that were looked at")
            int banks,

            @Schema(description = "Rows that no version, or no defect, knew of; they are gone")
            List<OrphanDto> removed,

            @Schema(description = "Collections that held nothing any more")
            List<String> dropped,

            @Schema(description = "Ready versions that lack rows; they are marked")
            List<DamageDto> damaged,

            @Schema(description = "Defects whose vectors the index lacks; they are made again from their images")
            List<LostDto> lost) {}

    /** Rows that nothing knew of. */
    @Schema(name = "Orphan")
    public record OrphanDto(String collection, String partition, long rows) {}

    /** A version that lacks rows. */
    @Schema(name = "Damage")
    public record DamageDto(String referenceSet, int version, String detail) {}

    /** Rows that the index lacks. */
    @Schema(name = "Lost")
    public record LostDto(
            String collection,
            long rows,

            @Schema(
                    description =
                            "Those that could not be made again, as their image or their version is gone; the log says why")
            long gone) {}

    @POST
    @Operation(
            summary = "Compare the vector index with the tables",
            description =
                    "Removes rows that no version and no defect knows of, marks ready versions that lack rows, and has lost"
                            + " vectors of defects made again. Disturbs neither builds nor inspections.")
    @APIResponse(responseCode = "200", description = "What was found and done")
    @APIResponse(responseCode = "503", description = "The vector index does not answer")
    public ReconciliationDto run() {
        Reconciliation found = reconciler.run();
        return new ReconciliationDto(
                found.at(),
                found.seconds(),
                found.banks(),
                found.removed().stream()
                        .map(orphan -> new OrphanDto(orphan.collection(), orphan.partition(), orphan.rows()))
                        .toList(),
                found.dropped(),
                found.damaged().stream()
                        .map(damage -> new DamageDto(damage.referenceSet(), damage.version(), damage.detail()))
                        .toList(),
                found.lost().stream()
                        .map(lost -> new LostDto(lost.collection(), lost.rows(), lost.gone()))
                        .toList());
    }
}
