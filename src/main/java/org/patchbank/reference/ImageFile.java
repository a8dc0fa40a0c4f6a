package org.patchbank.reference;

import java.io.IOException;

/** One file that claims to be an image, not yet read. */
record ImageFile(String name, Content content) {
    interface Content {
        /** The bytes, or the first {@code limit} of them. */
        byte[] read(int limit) throws IOException;
    }
}
