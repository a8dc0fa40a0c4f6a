package org.patchbank.reference;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a reference set is made of.
 *
 * @param owner may be null
 * @param description may be null
 * @param line where the images are taken, or null
 * @param images where they may lie
 * @param sharing who else may use the versions
 * @param spec the fields that differ from the defaults; may be null
 */
public record NewReferenceSet(
        String name,
        String product,
        String owner,
        String description,
        String line,
        ImagePlace images,
        Sharing sharing,
        JsonNode spec) {}
