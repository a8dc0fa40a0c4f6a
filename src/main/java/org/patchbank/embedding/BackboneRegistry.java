package org.patchbank.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds backbones by name: the built-in one, and those of a folder, where each is an ONNX file with a descriptor of the
 * same name ({@code .yaml}, {@code .yml} or {@code .json}) beside it. A path to an ONNX file works as a name too. Looks
 * at the disk at every call, so a backbone may be added while the program runs.
 */
public final class BackboneRegistry {
    /** The backbone that ships with the program. */
    public static final String BUILT_IN = "patchbank-student";

    private static final String BUILT_IN_FILE = "/backbones/patchbank-student-1";
    private static final List<String> DESCRIPTOR_ENDINGS = List.of(".yaml", ".yml", ".json");
    private static final String MODEL_ENDING = ".onnx";

    private final Optional<Path> folder;

    /** @param folder of added backbones; one that does not exist holds none */
    public BackboneRegistry(Optional<Path> folder) {
        this.folder = folder;
    }

    /**
     * @param name {@code NAME}, {@code NAME@VERSION} or the path of an ONNX file
     * @throws org.patchbank.platform.PatchbankException if there is none, listing those that there are
     */
    public Backbone find(String name) {
        if (name.toLowerCase(Locale.ROOT).endsWith(MODEL_ENDING)) {
            return atPath(Path.of(name));
        }
        BackboneDescriptor builtIn = builtInDescriptor();
        if (named(builtIn, name)) {
            return builtIn(builtIn);
        }
        List<Path> models = folderModels().stream()
                .filter(model -> named(DescriptorFile.read(bytes(descriptorOf(model)), "" + descriptorOf(model)), name))
                .toList();
        if (models.size() > 1) {
            throw EmbeddingErrorCode.BACKBONE_UNKNOWN.error(
                    "%d backbones are called \"%s\"".formatted(models.size(), name),
                    "Add the version, as NAME@VERSION: " + String.join(", ", names()) + ".");
        }
        return models.stream().findFirst().map(this::atPath).orElseThrow(() -> unknown(name));
    }

    /** Every backbone that has a name, the built-in one first, as {@code NAME@VERSION}. Broken descriptors are left out. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(builtInDescriptor().id()));
        for (Path model : folderModels()) {
            try {
                names.add(DescriptorFile.read(bytes(descriptorOf(model)), "" + model)
                        .id());
            } catch (org.patchbank.platform.PatchbankException e) {
                // Asking for it by name tells what is wrong with it.
                continue;
            }
        }
        return names;
    }

    /** Every ONNX file of the folder, also those without a usable descriptor, by name. */
    public List<Path> files() {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(file -> file.toString().endsWith(MODEL_ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder.get(), e);
        }
    }

    private Backbone atPath(Path model) {
        if (!Files.isRegularFile(model)) {
            throw unknown(model.toString());
        }
        byte[] onnx = bytes(model);
        Path beside = descriptorOf(model);
        if (beside != null) {
            return new Backbone(DescriptorFile.read(bytes(beside), beside.toString()), model.toString(), onnx);
        }
        OnnxGraph graph = OnnxGraph.read(onnx, model.toString());
        BackboneDescriptor derived = TorchvisionDescriptor.derive(stem(model), graph);
        return new Backbone(derived, model.toString(), onnx, TorchvisionDescriptor.assumption(stem(model)));
    }

    private static Backbone builtIn(BackboneDescriptor descriptor) {
        return new Backbone(descriptor, "built in", resource(BUILT_IN_FILE + MODEL_ENDING));
    }

    private static BackboneDescriptor builtInDescriptor() {
        return DescriptorFile.read(resource(BUILT_IN_FILE + ".yaml"), "of the built-in backbone");
    }

    private static boolean named(BackboneDescriptor descriptor, String name) {
        return descriptor.name().equals(name) || descriptor.id().equals(name);
    }

    private List<Path> folderModels() {
        return files().stream().filter(model -> descriptorOf(model) != null).toList();
    }

    /** Null where there is none. */
    private static Path descriptorOf(Path model) {
        return DESCRIPTOR_ENDINGS.stream()
                .map(ending -> model.resolveSibling(stem(model) + ending))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    private static String stem(Path model) {
        String name = model.getFileName().toString();
        return name.substring(0, name.length() - MODEL_ENDING.length());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream stream = BackboneRegistry.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its resource " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the resource " + name, e);
        }
    }

    private static RuntimeException unreadable(Path path, IOException e) {
        return EmbeddingErrorCode.BACKBONE_UNREADABLE.error(
                "Cannot read %s: %s".formatted(path, e.getMessage()), "Check that it exists and may be read.", e);
    }

    private RuntimeException unknown(String name) {
        return EmbeddingErrorCode.BACKBONE_UNKNOWN.error(
                "There is no backbone \"%s\"".formatted(name),
                "Choose from: %s; or give the path of an ONNX file.".formatted(String.join(", ", names())));
    }
}
