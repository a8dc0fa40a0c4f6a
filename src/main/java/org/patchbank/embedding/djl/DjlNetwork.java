package org.patchbank.embedding.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.patchbank.embedding.Backbone;
import org.patchbank.embedding.EmbeddingErrorCode;
import org.patchbank.embedding.FeatureMap;
import org.patchbank.embedding.InputTensor;
import org.patchbank.embedding.OnnxPruner;
import org.patchbank.embedding.OutputLayer;

/** A loaded network for one input size. */
final class DjlNetwork implements AutoCloseable {
    private static final String ENGINE = "OnnxRuntime";
    /** It warns that there is no graphics card and no extension, of which none is asked for. */
    private static final Logger DJL_LOGGER = Logger.getLogger("ai.djl");

    private final Backbone backbone;
    private final Model model;
    private final SessionOptions options;
    private final FeatureTranslator translator;
    private final int inputLength;
    private final Queue<Worker> idle = new ConcurrentLinkedQueue<>();

    private DjlNetwork(
            Backbone backbone, Model model, SessionOptions options, FeatureTranslator translator, int inputLength) {
        this.backbone = backbone;
        this.model = model;
        this.options = options;
        this.translator = translator;
        this.inputLength = inputLength;
    }

    static DjlNetwork load(
            Backbone backbone, List<OutputLayer> layers, InputTensor input, int threads, boolean keepMemory) {
        // Everything comes from memory; DJL must not look for engines or models on the network.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        DJL_LOGGER.setLevel(Level.SEVERE);
        SessionOptions options = new SessionOptions();
        Model model = Model.newInstance(backbone.descriptor().name(), Device.cpu(), ENGINE);
        try {
            configure(options, threads, keepMemory);
            byte[] onnx = OnnxPruner.keep(
                    backbone.onnx(), layers.stream().map(OutputLayer::name).toList());
            model.load(new ByteArrayInputStream(onnx), Map.of("sessionOptions", options));
            FeatureTranslator translator =
                    new FeatureTranslator(backbone.descriptor().input().name(), input.shape(), layers);
            return new DjlNetwork(backbone, model, options, translator, input.length());
        } catch (IOException | MalformedModelException | OrtException | EngineException | IndexOutOfBoundsException e) {
            model.close();
            options.close();
            throw EmbeddingErrorCode.BACKBONE_UNREADABLE.error(
                    "Backbone %s (%s) cannot be loaded: %s"
                            .formatted(backbone.descriptor().id(), backbone.origin(), reason(e)),
                    "Export the network again, as docs/backbones.md shows.",
                    e);
        }
    }

    private static void configure(SessionOptions options, int threads, boolean keepMemory) throws OrtException {
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OptLevel.ALL_OPT);
        options.setCPUArenaAllocator(keepMemory);
        // Threads may spin while an image is in the network, but must leave the cores to the search that follows.
        options.addConfigEntry("session.force_spinning_stop", "1");
    }

    /**
     * @param input as {@link InputTensor} makes it
     * @return one map a layer, in the layers' order
     */
    List<FeatureMap> run(float[] input) {
        Worker idleWorker = idle.poll();
        Worker worker = idleWorker != null ? idleWorker : new Worker();
        try {
            return worker.run(input);
        } catch (TranslateException | EngineException e) {
            throw EmbeddingErrorCode.BACKBONE_FAILED.error(
                    "Backbone %s stopped: %s".formatted(backbone.descriptor().id(), reason(e)),
                    "Check that its descriptor states the input as the network wants it, and try another input size.",
                    e);
        } finally {
            idle.add(worker);
        }
    }

    /** @throws org.patchbank.platform.PatchbankException if maps are not those that the descriptor states */
    void requireAsDescribed(List<OutputLayer> layers, List<FeatureMap> maps, int inputSize) {
        for (int i = 0; i < layers.size(); i++) {
            OutputLayer layer = layers.get(i);
            FeatureMap map = maps.get(i);
            int cells = (inputSize + layer.stride() - 1) / layer.stride();
            // Networks without padding lose a cell at the edge.
            if (map.channels() != layer.channels() || Math.abs(map.height() - cells) > 1) {
                throw EmbeddingErrorCode.BACKBONE_DESCRIPTOR_INVALID.error(
                        "Layer %s of backbone %s has %d channels and %d cells a side, its descriptor says %d and %d"
                                .formatted(
                                        layer.name(),
                                        backbone.descriptor().id(),
                                        map.channels(),
                                        map.height(),
                                        layer.channels(),
                                        cells),
                        "Correct channels and stride of the output in the descriptor.");
            }
        }
    }

    private static String reason(Exception e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage();
    }

    @Override
    public void close() {
        idle.forEach(worker -> worker.predictor.close());
        model.close();
        options.close();
    }

    /** Serves one caller at a time, so idle ones are kept and more are made as callers come. */
    private final class Worker {
        private final Predictor<FloatBuffer, List<FeatureMap>> predictor = model.newPredictor(translator);

        /** Direct memory, which the runtime uses where it lies. */
        private final FloatBuffer memory = ByteBuffer.allocateDirect(inputLength * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();

        List<FeatureMap> run(float[] input) throws TranslateException {
            return predictor.predict(memory.clear().put(input).flip());
        }
    }
}
