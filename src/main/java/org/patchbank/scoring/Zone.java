package org.patchbank.scoring;

/**
 * A part of the product with a limit of its own.
 *
 * @param strictness by which its scores are multiplied once they are brought to a common level: 2 halves the limit, 0.5 doubles it
 */
public record Zone(String name, double strictness) {
    public Zone {
        if (name.isBlank() || !(strictness > 0 && Double.isFinite(strictness))) {
            throw new IllegalArgumentException("a zone \"%s\" of strictness %s".formatted(name, strictness));
        }
    }
}
