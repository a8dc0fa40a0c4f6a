package org.patchbank.factory;

import java.time.Instant;
import java.util.Optional;

/** A place where parts are made and inspected, with stores of its own. */
public record Factory(String name, Optional<String> description, Instant createdAt) {}
