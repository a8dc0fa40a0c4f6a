package org.patchbank.app.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Looks at the machine: Java, cores, memory, disk. */
final class MachineChecks {
    private static final int OLDEST_JAVA = 17;
    private static final long LEAST_HEAP = 512L << 20;
    private static final long LEAST_DISK = 2L << 30;

    private MachineChecks() {}

    static Check java() {
        String version = Runtime.version() + ", " + System.getProperty("java.vm.name");
        return Check.of(
                "java", Runtime.version().feature() >= OLDEST_JAVA, version, "Set JAVA_HOME to a Java 17 or newer.");
    }

    static Check vectorKernels() {
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return Check.of(
                "vector kernels",
                present,
                present ? "jdk.incubator.vector is there" : "plain Java, several times slower",
                "Start Patchbank with ./patchbank, or add --add-modules jdk.incubator.vector to the options of java.");
    }

    static Check cores() {
        return Check.ok("cores", Runtime.getRuntime().availableProcessors() + " for this program");
    }

    static Check memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String detail = gibibytes(heap) + " for Java";
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine) {
            detail += ", of " + gibibytes(machine.getTotalMemorySize()) + " in the machine";
        }
        return Check.of(
                "memory", heap >= LEAST_HEAP, detail, "Give Java at least 512 MB, e.g. PATCHBANK_JAVA_OPTS=-Xmx2g.");
    }

    static Check disk(Path dataDir) {
        try {
            long free = Files.getFileStore(existing(dataDir)).getUsableSpace();
            return Check.of(
                    "disk",
                    free >= LEAST_DISK,
                    gibibytes(free) + " free for " + dataDir,
                    "Make room: the database and the images need at least 2 GiB. Or name another folder with --data-dir.");
        } catch (IOException e) {
            return Check.bad(
                    "disk", "The disk of " + dataDir + " cannot be read: " + e, "Check the folder's permissions.");
        }
    }

    private static Path existing(Path path) {
        Path place = path;
        while (!Files.exists(place)) {
            place = place.getParent();
        }
        return place;
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
