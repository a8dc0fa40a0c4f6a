package org.patchbank.evaluation.client;

/** A reference set, as the API tells of it. {@code latestVersion} is null before the first one. */
public record ReferenceSetAnswer(
        String id,
        String name,
        String product,
        String description,
        long images,
        Integer latestVersion,
        String createdAt) {}
