package org.patchbank.factory;

import java.time.Instant;
import java.util.Optional;

/** A place in a factory with a camera of its own. */
public record Line(String factory, String name, Optional<String> description, Instant createdAt) {}
