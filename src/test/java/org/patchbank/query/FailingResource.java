package org.patchbank.query;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.patchbank.platform.PatchbankException;
import org.patchbank.serving.ServingError;

/** Fails on purpose, in tests only. */
@Path("/api/v1/test")
public class FailingResource {
    @GET
    @Path("/unexpected")
    @Operation(hidden = true)
    public String unexpected() {
        throw new IllegalStateException("a secret that nobody may see");
    }

    @GET
    @Path("/exhausted")
    @Operation(hidden = true)
    public String exhausted() {
        throw new PatchbankException(ServingError.QUEUE_FULL, "Full.", "Later.");
    }

    @GET
    @Path("/database")
    @Operation(hidden = true)
    public String database() {
        throw new PersistenceException(new SQLException("connection refused", "08001"));
    }
}
