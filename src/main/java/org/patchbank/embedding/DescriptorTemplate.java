package org.patchbank.embedding;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The beginning of a descriptor, for a person to check: what the file shows is filled in, the rest is a guess. */
final class DescriptorTemplate {
    private static final Pattern STAGE = Pattern.compile("layer([1-5])");
    private static final Pattern KERAS = Pattern.compile("(?i)keras|caffe|\\bbgr\\b|conv\\d_block\\d");

    private static final String CAFFE_INPUT = """
            input: # as Keras trains ResNets: BGR, 0..255, means taken off
              colour_order: bgr
              scale: 1
              mean: [103.939, 116.779, 123.68]
              std: [1, 1, 1]
            """;
    private static final String IMAGENET_INPUT = """
            input: # as torchvision trains: RGB, 0..1, ImageNet's mean and deviation
              colour_order: rgb
              scale: 0.00392156862745098
              mean: [0.485, 0.456, 0.406]
              std: [0.229, 0.224, 0.225]
            """;

    private DescriptorTemplate() {}

    /** YAML; a size that the file does not show is 0, which a descriptor does not take. */
    static String of(String name, OnnxGraph graph) {
        boolean keras = KERAS.matcher(graph.description()).find() || graph.names(KERAS);
        StringBuilder yaml = new StringBuilder("name: %s%nversion: \"1\"%n".formatted(plain(name)));
        yaml.append(keras ? CAFFE_INPUT : IMAGENET_INPUT).append("outputs:\n");
        for (OnnxGraph.Tensor output : graph.outputs()) {
            Matcher stage = STAGE.matcher(output.name());
            int stride = stage.matches() ? 2 << Integer.parseInt(stage.group(1)) : 0;
            yaml.append(
                    "  - {name: \"%s\", channels: %d, stride: %d}\n".formatted(output.name(), output.size(1), stride));
        }
        return yaml.append("licence: unknown\n").toString();
    }

    /** A name as descriptors have it. */
    static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[._-]+", "");
        return plain.isEmpty() ? "backbone" : plain;
    }
}
