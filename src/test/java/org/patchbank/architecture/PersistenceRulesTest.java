package org.patchbank.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.database.SchemaHistory;
import org.patchbank.platform.database.Sql;

/** Holds the section "Persistence" of ARCHITECTURE.md. */
class PersistenceRulesTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.patchbank");

    /** They need a connection of their own: before the server starts, to copy, to listen, or to hold a lock of a session. */
    private static final DescribedPredicate<JavaClass> ADAPTERS = belongToAnyOf(Sql.class, SchemaHistory.class)
            .or(resideInAnyPackage(
                    "org.patchbank.app..", "org.patchbank.vectorindex.postgres..", "org.patchbank.evaluation.seed.."))
            .or(DescribedPredicate.describe(
                    "listen or lock",
                    type -> type.getName()
                            .matches(
                                    "org\\.patchbank\\.(deployment\\.DeploymentListener|defect\\.IndexLock)(\\$.*)?")));

    @Test
    void connections_are_used_by_the_sql_helper_and_named_adapters() {
        noClasses()
                .that(DescribedPredicate.not(ADAPTERS))
                .should()
                .dependOnClassesThat(
                        belongToAnyOf(Connection.class, PreparedStatement.class, Statement.class, DriverManager.class))
                .check(PROGRAM);
    }

    @Test
    void native_queries_go_through_the_sql_helper() {
        noClasses()
                .should()
                .callMethodWhere(ofEntityManager("createNativeQuery"))
                .check(PROGRAM);
    }

    /** The active records of {@code reference} reach it through their own methods. */
    @Test
    void entities_are_read_and_written_by_repositories() {
        noClasses()
                .that(DescribedPredicate.not(
                        assignableTo(PanacheRepositoryBase.class).or(resideInAnyPackage("org.patchbank.reference.."))))
                .should()
                .callMethodWhere(ofEntityManager(""))
                .check(PROGRAM);
    }

    private static DescribedPredicate<JavaCall<?>> ofEntityManager(String method) {
        return DescribedPredicate.describe("EntityManager." + method, call -> {
            AccessTarget target = call.getTarget();
            return target.getOwner().isAssignableTo(EntityManager.class)
                    && target.getName().startsWith(method);
        });
    }
}
