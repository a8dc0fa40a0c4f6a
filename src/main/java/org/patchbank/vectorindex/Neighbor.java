package org.patchbank.vectorindex;

import java.util.Map;

/**
 * A row near a query.
 *
 * @param distance Euclidean, its root taken
 */
public record Neighbor(long id, double distance, Map<String, Object> metadata) {}
