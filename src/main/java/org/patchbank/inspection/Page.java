package org.patchbank.inspection;

import java.util.List;

/** Some of a list. @param nextCursor asks for those that follow, or null at the end */
public record Page<T>(List<T> items, String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
