package org.patchbank.embedding;

/**
 * A feature map that a backbone puts out.
 *
 * @param name of the output in the ONNX file
 * @param stride input pixels a cell
 */
public record OutputLayer(String name, int channels, int stride) {
    public OutputLayer {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("every output needs a name");
        }
        if (channels < 1 || stride < 1) {
            throw new IllegalArgumentException("output " + name + " needs channels and stride of at least 1");
        }
    }
}
