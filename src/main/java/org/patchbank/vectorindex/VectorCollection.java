package org.patchbank.vectorindex;

import java.util.regex.Pattern;

/**
 * The vectors of one embedding space: comparable with each other and with nothing else.
 *
 * @param name a letter, then letters, digits and underscores, 200 at most
 * @param dimension of every vector in it
 * @param size what an adapter that has a choice of indexes chooses by, when the first row is written
 */
public record VectorCollection(String name, int dimension, Size size) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,199}");

    /** How many rows its partitions have, about. */
    public enum Size {
        SMALL(1 << 14),
        MEDIUM(1 << 17),
        LARGE(1 << 20),
        HUGE(Long.MAX_VALUE);

        private final long mostRows;

        Size(long mostRows) {
            this.mostRows = mostRows;
        }

        /** Of a partition with so many rows. */
        public static Size of(long rows) {
            Size size = SMALL;
            while (rows > size.mostRows) {
                size = values()[size.ordinal() + 1];
            }
            return size;
        }
    }

    public VectorCollection {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a collection: " + name);
        }
        if (dimension < 1) {
            throw new IllegalArgumentException("a vector has at least one value, was " + dimension);
        }
    }

    /** One of small partitions. */
    public VectorCollection(String name, int dimension) {
        this(name, dimension, Size.SMALL);
    }
}
