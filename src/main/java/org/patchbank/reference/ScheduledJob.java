package org.patchbank.reference;

import java.time.Instant;
import java.util.Optional;

/**
 * A job that runs again and again on whichever node is free.
 *
 * @param running whether a node is at it now
 * @param failures in a row, up to now
 */
public record ScheduledJob(
        String name,
        boolean running,
        Optional<String> node,
        Instant next,
        Optional<Instant> lastSuccess,
        Optional<Instant> lastFailure,
        int failures) {}
