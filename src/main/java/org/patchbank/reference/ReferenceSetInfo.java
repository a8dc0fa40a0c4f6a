package org.patchbank.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A reference set as others see it.
 *
 * @param factory whose it is
 * @param line where its images were taken, if that was said
 * @param place where its images may lie
 * @param spec the detector spec that versions use unless they say otherwise, every field named
 * @param images how many images the next version would learn from
 * @param latestVersion the highest number, whatever has become of that version
 */
public record ReferenceSetInfo(
        UUID id,
        String name,
        String product,
        String factory,
        Optional<String> line,
        Sharing sharing,
        ImagePlace place,
        Optional<String> owner,
        Optional<String> description,
        JsonNode spec,
        long images,
        Optional<Integer> latestVersion,
        Instant createdAt) {}
