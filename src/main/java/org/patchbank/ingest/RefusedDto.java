package org.patchbank.ingest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A file that cannot be used: why, and what to do about it. */
@Schema(name = "RefusedFile")
public record RefusedDto(String name, String code, String detail, String remedy) {}
