package org.patchbank.inspection.verdict;

import java.time.Instant;
import java.util.UUID;

/**
 * An inspection that waits for a person.
 *
 * @param distance of its score from the nearer limit, as a share of the reject limit
 * @param claimedBy who is looking at it, or null
 * @param claimedUntil when it is anybody's again, or null
 */
public record ReviewItem(UUID inspection, double distance, String claimedBy, Instant claimedUntil) {}
