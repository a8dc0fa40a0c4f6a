package org.patchbank.architecture;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Writes docs/settings.md from the Javadoc of the interfaces that map settings. */
final class SettingsDocument {
    static final Path FILE = Path.of("docs", "settings.md");

    private static final String HEAD = """
            # Settings

            Each setting can be a variable of the environment (`patchbank.data-dir` is `PATCHBANK_DATA_DIR`), a line of
            `config/application.properties` in the working folder, or a Java property in `PATCHBANK_JAVA_OPTS`. The launcher reads
            `JAVA_HOME` and `PATCHBANK_JAVA_OPTS` (for example `-Xmx2g`). `quarkus.http.host` (`127.0.0.1`) and `quarkus.http.port` (8080)
            say where the server listens.

            This page is generated from the program: `./mvnw test -Dtest=SettingsDocumentTest -Dpatchbank.docs.write=true`.

            | setting | default | meaning |
            |---|---|---|
            """;

    private final Map<String, String> rows = new TreeMap<>();
    private final DocTrees docs;

    private SettingsDocument(DocTrees docs) {
        this.docs = docs;
    }

    static String text() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> mappings = sources.filter(file -> file.toString().endsWith("Settings.java"))
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    message -> {},
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(mappings));
            SettingsDocument document = new SettingsDocument(DocTrees.instance(task));
            for (Element type : task.analyze()) {
                ConfigMapping mapping = type.getAnnotation(ConfigMapping.class);
                if (mapping != null) {
                    document.add(mapping.prefix(), (TypeElement) type);
                }
            }
            return HEAD + String.join("\n", document.rows.values()) + "\n";
        }
    }

    private void add(String prefix, TypeElement mapping) {
        for (Element member : mapping.getEnclosedElements()) {
            if (member instanceof ExecutableElement method
                    && member.getKind() == ElementKind.METHOD
                    && !method.isDefault()) {
                String name = prefix + "." + name(method);
                if (method.getReturnType() instanceof DeclaredType type
                        && type.asElement().getKind() == ElementKind.INTERFACE
                        && type.asElement().getEnclosingElement().getKind() != ElementKind.PACKAGE
                        && type.asElement().toString().startsWith("org.patchbank")) {
                    add(name, (TypeElement) type.asElement());
                } else {
                    WithDefault preset = method.getAnnotation(WithDefault.class);
                    String value = preset == null || preset.value().isEmpty() ? "none" : "`" + preset.value() + "`";
                    rows.put(name, "| `%s` | %s | %s |".formatted(name, value, meaning(name, method)));
                }
            }
        }
    }

    private static String name(ExecutableElement method) {
        WithName given = method.getAnnotation(WithName.class);
        return given != null
                ? given.value()
                : method.getSimpleName().toString().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    private String meaning(String name, ExecutableElement method) {
        DocCommentTree comment = docs.getDocCommentTree(method);
        if (comment == null) {
            throw new IllegalStateException("no Javadoc says what " + name + " is");
        }
        return comment.getFullBody().stream()
                .map(SettingsDocument::markdown)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    private static String markdown(DocTree part) {
        if (part instanceof LiteralTree literal) {
            return "`" + literal.getBody().getBody() + "`";
        }
        if (part instanceof LinkTree link) {
            return "`" + link.getReference().getSignature().replaceFirst(".*#", "") + "`";
        }
        return part.toString();
    }
}
