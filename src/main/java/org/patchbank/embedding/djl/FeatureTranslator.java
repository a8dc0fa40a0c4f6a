package org.patchbank.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.patchbank.embedding.FeatureMap;
import org.patchbank.embedding.OutputLayer;

/** Hands arrays to the runtime and takes feature maps back. */
final class FeatureTranslator implements Translator<FloatBuffer, List<FeatureMap>> {
    private final String inputName;
    private final Shape inputShape;
    private final List<OutputLayer> layers;

    /** @param inputName null for a network with one input */
    FeatureTranslator(String inputName, long[] inputShape, List<OutputLayer> layers) {
        this.inputName = inputName;
        this.inputShape = new Shape(inputShape);
        this.layers = layers;
    }

    @Override
    public NDList processInput(TranslatorContext context, FloatBuffer values) {
        NDArray array = context.getNDManager().create(values, inputShape, DataType.FLOAT32);
        array.setName(inputName);
        return new NDList(array);
    }

    @Override
    public List<FeatureMap> processOutput(TranslatorContext context, NDList outputs) {
        List<FeatureMap> maps = new ArrayList<>(layers.size());
        for (OutputLayer layer : layers) {
            maps.add(map(layer, outputs.get(layer.name())));
        }
        return maps;
    }

    @Override
    public Batchifier getBatchifier() {
        return null;
    }

    private static FeatureMap map(OutputLayer layer, NDArray array) {
        long[] shape = array.getShape().getShape();
        if (shape.length != 4) {
            throw new IllegalStateException("output " + layer.name() + " is no feature map: " + array.getShape());
        }
        float[] values = new float[Math.toIntExact(array.size())];
        array.toByteBuffer().asFloatBuffer().get(values);
        return shape[1] != layer.channels() && shape[3] == layer.channels()
                ? FeatureMap.channelsLast((int) shape[1], (int) shape[2], (int) shape[3], values)
                : FeatureMap.channelsFirst((int) shape[1], (int) shape[2], (int) shape[3], values);
    }
}
