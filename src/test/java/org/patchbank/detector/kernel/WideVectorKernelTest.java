package org.patchbank.detector.kernel;

class WideVectorKernelTest extends KernelContract {
    @Override
    Kernel kernel() {
        return new WideVectorKernel();
    }
}
