package org.patchbank.pipeline.fit;

import java.io.IOException;

/** A good image to learn from; its bytes are read when needed and not kept. */
public interface ReferenceImage {
    String name();

    byte[] read() throws IOException;
}
