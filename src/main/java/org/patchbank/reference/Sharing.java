package org.patchbank.reference;

import java.util.List;

/**
 * Which other factories may list, read and deploy the versions of a reference set.
 *
 * @param all every factory that there is or will be
 * @param factories those that are named, in order
 */
public record Sharing(boolean all, List<String> factories) {
    public static final Sharing NOBODY = new Sharing(false, List.of());

    public Sharing {
        factories = factories.stream().distinct().sorted().toList();
    }

    boolean with(String factory) {
        return all || factories.contains(factory);
    }
}
