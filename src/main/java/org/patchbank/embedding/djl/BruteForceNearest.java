package org.patchbank.embedding.djl;

import ai.djl.engine.Engine;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Nearest rows by one full matrix product on ONNX Runtime: the usual way, against which the program's own search is measured.
 * The bank lies in native memory and queries are handed over without a copy by the runtime.
 */
public final class BruteForceNearest implements AutoCloseable {
    private static final String NETWORK = "/benchmark/brute_force_nearest.onnx";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxTensor bank;
    private final OnnxTensor halfNorms;
    private final int dimension;
    private final FloatBuffer queryMemory;

    /**
     * @param rows the bank, [size, dimension]
     * @param queries how many queries {@link #nearest} takes
     */
    public BruteForceNearest(float[] rows, int dimension, int queries, int threads) {
        // DJL must start the runtime: it cannot join one that others have started.
        Engine.getEngine("OnnxRuntime");
        environment = OrtEnvironment.getEnvironment();
        this.dimension = dimension;
        int size = rows.length / dimension;
        FloatBuffer transposed = direct(rows.length);
        FloatBuffer halves = direct(size);
        for (int row = 0; row < size; row++) {
            double norm = 0;
            for (int i = 0; i < dimension; i++) {
                float value = rows[row * dimension + i];
                transposed.put(i * size + row, value);
                norm += (double) value * value;
            }
            halves.put(row, (float) (norm / 2));
        }
        queryMemory = direct(queries * dimension);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            // Its threads may spin while it works, but not on into what is measured next.
            options.addConfigEntry("session.force_spinning_stop", "1");
            session = environment.createSession(network(), options);
            bank = OnnxTensor.createTensor(environment, transposed, new long[] {dimension, size});
            halfNorms = OnnxTensor.createTensor(environment, halves, new long[] {size});
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot run the brute-force network", e);
        }
    }

    /**
     * @param queries [queries, dimension]
     * @param distances takes the distance of each query to its nearest row
     */
    public void nearest(float[] queries, float[] distances) {
        queryMemory.clear().put(queries).flip();
        long[] shape = {queries.length / dimension, dimension};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, queryMemory, shape);
                OrtSession.Result result =
                        session.run(Map.of("queries", tensor, "bank", bank, "half_norms", halfNorms))) {
            FloatBuffer best = ((OnnxTensor) result.get(0)).getFloatBuffer();
            for (int q = 0; q < distances.length; q++) {
                double norm = 0;
                for (int i = 0; i < dimension; i++) {
                    float value = queries[q * dimension + i];
                    norm += value * value;
                }
                distances[q] = (float) Math.sqrt(Math.max(0, norm - 2.0 * best.get(q)));
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime stopped in the brute-force network", e);
        }
    }

    private static FloatBuffer direct(int length) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(length, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static byte[] network() {
        try (InputStream stream = BruteForceNearest.class.getResourceAsStream(NETWORK)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its resource " + NETWORK);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            bank.close();
            halfNorms.close();
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close the brute-force network", e);
        }
    }
}
