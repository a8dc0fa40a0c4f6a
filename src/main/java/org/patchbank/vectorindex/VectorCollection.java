package org.patchbank.vectorindex;

import java.util.regex.Pattern;

/**
 * The vectors of one embedding space: comparable with each other and with nothing else.
 *
 * @param name a letter, then letters, digits and underscores, 200 at most
 * @param dimension of every vector in it
 */
public record VectorCollection(String name, int dimension) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,199}");

    public VectorCollection {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a collection: " + name);
        }
        if (dimension < 1) {
            throw new IllegalArgumentException("a vector has at least one value, was " + dimension);
        }
    }
}
