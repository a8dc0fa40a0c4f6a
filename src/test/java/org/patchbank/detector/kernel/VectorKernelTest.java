package org.patchbank.detector.kernel;

class VectorKernelTest extends KernelContract {
    @Override
    Kernel kernel() {
        return new VectorKernel();
    }
}
