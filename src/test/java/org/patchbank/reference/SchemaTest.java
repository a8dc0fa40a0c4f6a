package org.patchbank.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.patchbank.testing.DatabaseResource;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class SchemaTest {
    @Inject
    SessionFactory sessions;

    @Test
    void every_entity_fits_the_migrated_tables() {
        sessions.getSchemaManager().validateMappedObjects();
        assertThat(ReferenceSet.count()).isZero();
    }
}
