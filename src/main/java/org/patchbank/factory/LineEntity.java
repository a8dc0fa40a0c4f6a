package org.patchbank.factory;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code line}. */
@Entity
@Table(name = "line")
class LineEntity {
    @EmbeddedId
    Key key;

    String description;
    Instant createdAt;

    Line line() {
        return new Line(key.factory(), key.name(), Optional.ofNullable(description), createdAt);
    }

    /** A line's name is its factory's. */
    @Embeddable
    record Key(String factory, String name) {}
}
