package org.patchbank.evaluation.client;

import com.fasterxml.jackson.databind.JsonNode;

/** A deployment, as the API tells of it. {@code threshold} is kept as it came. */
public record Deployment(
        String id, String product, String line, String referenceSet, Integer version, JsonNode threshold) {}
