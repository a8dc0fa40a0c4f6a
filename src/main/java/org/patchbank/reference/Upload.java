package org.patchbank.reference;

import java.nio.file.Path;

/** A file that was sent: an image, or a ZIP of images. */
public record Upload(String name, Path file) {}
