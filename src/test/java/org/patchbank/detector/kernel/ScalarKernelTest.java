package org.patchbank.detector.kernel;

class ScalarKernelTest extends KernelContract {
    @Override
    Kernel kernel() {
        return new ScalarKernel();
    }
}
