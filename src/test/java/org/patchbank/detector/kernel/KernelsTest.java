package org.patchbank.detector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class KernelsTest {
    @Test
    void the_tests_run_on_vector_registers() {
        assertThat(Kernels.best().name()).startsWith("jdk.incubator.vector");
    }

    @Test
    void registers_of_512_bits_have_a_kernel_of_their_own() {
        boolean wide = FloatVector.SPECIES_PREFERRED.vectorBitSize() == 512;

        assertThat(Kernels.best()).isInstanceOf(wide ? WideVectorKernel.class : VectorKernel.class);
        assertThat(Kernels.best() instanceof WideVectorKernel).isEqualTo(wide);
    }
}
