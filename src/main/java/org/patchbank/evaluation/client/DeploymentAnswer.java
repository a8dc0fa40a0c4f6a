package org.patchbank.evaluation.client;

import com.fasterxml.jackson.databind.JsonNode;

/** A deployment, as the API tells of it. {@code threshold} and {@code calibration} are kept as they came. */
public record DeploymentAnswer(
        String id,
        String factory,
        String product,
        String line,
        String referenceSet,
        Integer version,
        Integer revision,
        JsonNode threshold,
        JsonNode calibration) {}
