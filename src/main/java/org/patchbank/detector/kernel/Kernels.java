package org.patchbank.detector.kernel;

/** Chooses the kernel once: vector registers where the JVM was started with {@code jdk.incubator.vector}, else plain Java. */
public final class Kernels {
    private static final Kernel BEST =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? ofRegisters() : new ScalarKernel();

    private Kernels() {}

    private static Kernel ofRegisters() {
        return WideVectorKernel.suits() ? new WideVectorKernel() : new VectorKernel();
    }

    public static Kernel best() {
        return BEST;
    }
}
