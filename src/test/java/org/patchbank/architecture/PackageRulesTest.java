package org.patchbank.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of ARCHITECTURE.md: which package may import which. */
class PackageRulesTest {
    private static final String ROOT = "org.patchbank.";

    private static final int MOST_FILES = 30;

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.patchbank");

    private static final List<String> FEATURES = List.of(
            "image",
            "patch",
            "embedding",
            "vectorindex",
            "detector",
            "scoring",
            "factory",
            "webhook",
            "pipeline",
            "reference",
            "serving",
            "deployment",
            "inspection",
            "defect");

    /** Each package and the packages it may import besides itself and {@code platform}; {@code app} may import all. */
    private static final Map<String, List<String>> IMPORTS = Map.ofEntries(
            Map.entry("platform", List.of()),
            Map.entry("image", List.of()),
            Map.entry("patch", List.of()),
            Map.entry("embedding", List.of("image", "patch")),
            Map.entry("vectorindex", List.of()),
            Map.entry("detector", List.of("patch", "embedding")),
            Map.entry("scoring", List.of("patch")),
            Map.entry("factory", List.of()),
            Map.entry("webhook", List.of()),
            Map.entry("pipeline", List.of("detector", "embedding", "scoring", "image", "patch")),
            Map.entry(
                    "reference",
                    List.of(
                            "factory",
                            "pipeline",
                            "detector",
                            "embedding",
                            "vectorindex",
                            "scoring",
                            "image",
                            "patch")),
            Map.entry(
                    "serving",
                    List.of(
                            "reference",
                            "pipeline",
                            "detector",
                            "embedding",
                            "vectorindex",
                            "scoring",
                            "image",
                            "patch")),
            Map.entry(
                    "deployment",
                    List.of("serving", "factory", "reference", "pipeline", "detector", "scoring", "image", "patch")),
            Map.entry(
                    "inspection",
                    List.of(
                            "serving",
                            "deployment",
                            "factory",
                            "webhook",
                            "reference",
                            "pipeline",
                            "detector",
                            "embedding",
                            "vectorindex",
                            "scoring",
                            "image",
                            "patch")),
            Map.entry(
                    "defect",
                    List.of(
                            "inspection",
                            "deployment",
                            "reference",
                            "pipeline",
                            "vectorindex",
                            "scoring",
                            "image",
                            "patch")),
            Map.entry("ingest", FEATURES),
            Map.entry("query", FEATURES),
            Map.entry("dashboard", FEATURES),
            Map.entry("evaluation", FEATURES));

    @Test
    void packages_import_only_what_the_architecture_allows() {
        IMPORTS.forEach((name, allowed) -> classes()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(Stream.concat(Stream.of(name, "platform"), allowed.stream())
                                .map(other -> ROOT + other + "..")
                                .toArray(String[]::new))
                        .or(outsideTheProgram()))
                .because("ARCHITECTURE.md says what " + name + " may import")
                .check(PROGRAM));
    }

    @Test
    void every_package_has_a_row_in_the_table() {
        classes()
                .should()
                .resideInAnyPackage(Stream.concat(IMPORTS.keySet().stream(), Stream.of("app"))
                        .map(name -> ROOT + name + "..")
                        .toArray(String[]::new))
                .check(PROGRAM);
    }

    @Test
    void packages_have_no_cycles_at_any_level() {
        slices().matching("org.patchbank.(*)..").should().beFreeOfCycles().check(PROGRAM);
        slices().matching("org.patchbank.(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void package_has_few_files_of_its_own() {
        Map<String, Long> files =
                topLevel().collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(most(name)));
    }

    /** Packages that are still to be split. */
    private static long most(String name) {
        return name.equals(ROOT + "reference") ? 71 : MOST_FILES;
    }

    @Test
    void name_of_a_type_says_which_one_is_meant() {
        Map<String, Long> names =
                topLevel().collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));

        assertThat(names).allSatisfy((name, count) -> assertThat(count).as(name).isOne());
    }

    private static Stream<JavaClass> topLevel() {
        return PROGRAM.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> type.getSource().isPresent());
    }

    @Test
    void vendor_types_stay_in_their_adapter() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "embedding.djl..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "ai.onnxruntime..")
                .check(PROGRAM);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "vectorindex.milvus..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.milvus..", "io.grpc..", "com.google.gson..")
                .check(PROGRAM);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "platform.s3..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..")
                .check(PROGRAM);
    }

    @Test
    void what_judges_knows_nothing_of_shadows() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "serving..", ROOT + "deployment..", ROOT + "inspection..")
                .and()
                .resideOutsideOfPackage(ROOT + "inspection.shadow..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "inspection.shadow..")
                .check(PROGRAM);
    }

    @Test
    void types_of_parquet_stay_in_the_export() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "inspection.export..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..", "blue.strategic..")
                .check(PROGRAM);
    }

    @Test
    void clustering_library_stays_in_one_class() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "defect.Clustering")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tribuo..")
                .check(PROGRAM);
    }

    @Test
    void the_core_is_plain_java() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "patch..", ROOT + "detector..", ROOT + "scoring..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "org.hibernate..", "java.sql..", "java.net..")
                .check(PROGRAM);
    }

    @Test
    void entities_do_not_leave_their_feature() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should(new ArchCondition<>("be used by their own feature alone") {
                    @Override
                    public void check(JavaClass entity, ConditionEvents events) {
                        entity.getDirectDependenciesToSelf().stream()
                                .filter(use -> !feature(use.getOriginClass()).equals(feature(entity)))
                                .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
                    }
                })
                .check(PROGRAM);
    }

    /** Query strings name entities too, and no compiler sees them. */
    @Test
    void queries_name_entities_of_their_own_package_or_above_alone() throws IOException {
        List<JavaClass> entities = PROGRAM.stream()
                .filter(type -> type.isAnnotatedWith(Entity.class))
                .toList();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(source);
                String folder = source.getParent().toString().replace(File.separatorChar, '.') + ".";
                assertThat(entities)
                        .filteredOn(entity ->
                                text.matches("(?s).*\\b(from|join|update) " + entity.getSimpleName() + "\\b.*"))
                        .as(source.toString())
                        .allMatch(entity -> folder.contains("." + entity.getPackageName() + "."));
            }
        }
    }

    @Test
    void an_interface_has_two_implementations_or_is_a_named_seam() {
        classes()
                .that()
                .areInterfaces()
                .and()
                .areNotAnnotations()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and(resideInAnyPackage(ROOT + "detector..", ROOT + "scoring..", ROOT + "image..", ROOT + "patch.."))
                .should(new ArchCondition<>("have two implementations or be a seam") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean seam = List.of("Detector", "DetectorModel").contains(type.getSimpleName());
                        boolean function = type.isAnnotatedWith(FunctionalInterface.class);
                        boolean settings = type.getSimpleName().endsWith("Settings");
                        if (!seam
                                && !function
                                && !settings
                                && type.getAllSubclasses().size() < 2) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " has one implementation"));
                        }
                    }
                })
                .check(PROGRAM);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> outsideTheProgram() {
        return com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("org.patchbank.."))
                .and(alwaysTrue());
    }

    private static String feature(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.")[0] : name;
    }
}
