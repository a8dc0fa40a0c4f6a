package org.patchbank.reference;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Names of files that come from elsewhere. They are shown and sorted by, never opened. */
final class FileNames {
    private static final int MOST_CHARACTERS = 250;

    private FileNames() {}

    /** With forward slashes, without control characters and without steps upwards; long names keep their end. */
    static String clean(String name) {
        String path = name == null ? "" : name.replace('\\', '/');
        String cleaned = Arrays.stream(path.split("/"))
                .map(part -> part.replaceAll("\\p{Cntrl}", "").strip())
                .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
                .collect(Collectors.joining("/"));
        if (cleaned.isEmpty()) {
            return "unnamed";
        }
        return cleaned.length() <= MOST_CHARACTERS ? cleaned : cleaned.substring(cleaned.length() - MOST_CHARACTERS);
    }

    /** What macOS and Windows put beside one's own files. */
    static boolean isSystemFile(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return name.startsWith("__MACOSX/")
                || last.startsWith(".")
                || last.equalsIgnoreCase("Thumbs.db")
                || last.equalsIgnoreCase("desktop.ini");
    }
}
