package org.patchbank.reference;

import java.util.Locale;

/** Where the images of a reference set may lie. */
public enum ImagePlace {
    /** In the image store, wherever that is; any ingest node may build, any node that has them may show them. */
    SHARED,
    /** In the store of the owning factory alone: only its nodes build and show; what is learned travels without them. */
    OWN_FACTORY;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such place */
    public static ImagePlace of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
