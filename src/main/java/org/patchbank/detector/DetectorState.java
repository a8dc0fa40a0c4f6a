package org.patchbank.detector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patchbank.platform.Sha256;

/**
 * What a model learned: banks, numbers and bytes, each under a name. A model made of others keeps theirs as parts, whose
 * names come before their own with a slash between. Immutable; arrays are read only by convention.
 */
public final class DetectorState {
    public static final DetectorState EMPTY = new DetectorState(Map.of(), Map.of(), Map.of());
    /** The bytes that hold the image and the patch each row of a bank of codes came from, {@value #ORIGIN_BYTES} a row. */
    public static final String ORIGINS = "origins";

    public static final int ORIGIN_BYTES = 2 * Integer.BYTES;
    private static final int FLOATS_AT_ONCE = 16_384;

    private final SortedMap<String, MemoryBank> banks;
    private final SortedMap<String, float[]> numbers;
    private final SortedMap<String, byte[]> bytes;

    public DetectorState(Map<String, MemoryBank> banks, Map<String, float[]> numbers, Map<String, byte[]> bytes) {
        this.banks = Collections.unmodifiableSortedMap(new TreeMap<>(banks));
        this.numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
        this.bytes = Collections.unmodifiableSortedMap(new TreeMap<>(bytes));
    }

    /** A state that is one bank: its name is empty. */
    public static DetectorState of(MemoryBank bank) {
        return new DetectorState(Map.of("", bank), Map.of(), Map.of());
    }

    public static DetectorState of(Map<String, float[]> numbers) {
        return new DetectorState(Map.of(), numbers, Map.of());
    }

    public SortedMap<String, MemoryBank> banks() {
        return banks;
    }

    public SortedMap<String, float[]> numbers() {
        return numbers;
    }

    public SortedMap<String, byte[]> bytes() {
        return bytes;
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public MemoryBank bank(String name) {
        return require(banks, name);
    }

    /** @throws IllegalArgumentException if there are none of that name */
    public float[] numbers(String name) {
        return require(numbers, name);
    }

    /** @throws IllegalArgumentException if there are none of that name */
    public byte[] bytes(String name) {
        return require(bytes, name);
    }

    private static <T> T require(Map<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a state without \"%s\", only %s".formatted(name, map.keySet()));
        }
        return value;
    }

    /** This state and another's content as a part. */
    public DetectorState withPart(String name, DetectorState part) {
        SortedMap<String, MemoryBank> allBanks = new TreeMap<>(banks);
        part.banks.forEach((key, bank) -> allBanks.put(name + "/" + key, bank));
        SortedMap<String, float[]> allNumbers = new TreeMap<>(numbers);
        part.numbers.forEach((key, values) -> allNumbers.put(name + "/" + key, values));
        SortedMap<String, byte[]> allBytes = new TreeMap<>(bytes);
        part.bytes.forEach((key, values) -> allBytes.put(name + "/" + key, values));
        return new DetectorState(allBanks, allNumbers, allBytes);
    }

    /** This state with other or more numbers of its own. */
    public DetectorState withNumbers(Map<String, float[]> others) {
        SortedMap<String, float[]> allNumbers = new TreeMap<>(numbers);
        allNumbers.putAll(others);
        return new DetectorState(banks, allNumbers, bytes);
    }

    /** This state with another bank under a name. */
    public DetectorState withBank(String name, MemoryBank bank) {
        SortedMap<String, MemoryBank> allBanks = new TreeMap<>(banks);
        allBanks.put(name, bank);
        return new DetectorState(allBanks, numbers, bytes);
    }

    /** The content of a part, empty if there is none. */
    public DetectorState part(String name) {
        return new DetectorState(within(banks, name), within(numbers, name), within(bytes, name));
    }

    private static <T> Map<String, T> within(SortedMap<String, T> map, String name) {
        String prefix = name + "/";
        Map<String, T> found = new TreeMap<>();
        map.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** Rows of all banks, also of those kept as codes. */
    public int bankRows() {
        int coded = bytes.entrySet().stream()
                .filter(entry -> isOrigins(entry.getKey()))
                .mapToInt(entry -> entry.getValue().length / ORIGIN_BYTES)
                .sum();
        return coded + banks.values().stream().mapToInt(MemoryBank::size).sum();
    }

    private static boolean isOrigins(String name) {
        return name.equals(ORIGINS) || name.endsWith("/" + ORIGINS);
    }

    /** Bytes of all that is kept, without names and origins. */
    public long size() {
        long inBanks = banks.values().stream()
                .mapToLong(bank -> (long) bank.vectors().length * Float.BYTES)
                .sum();
        long inNumbers = numbers.values().stream()
                .mapToLong(values -> (long) values.length * Float.BYTES)
                .sum();
        return inBanks
                + inNumbers
                + bytes.entrySet().stream()
                        .filter(entry -> !isOrigins(entry.getKey()))
                        .mapToLong(entry -> entry.getValue().length)
                        .sum();
    }

    /** SHA-256 of the content, in hexadecimal; that of the bank where one bank is all there is. */
    public String hash() {
        if (banks.size() == 1 && banks.containsKey("") && numbers.isEmpty() && bytes.isEmpty()) {
            return bank("").hash();
        }
        MessageDigest digest = Sha256.digest();
        banks.forEach((name, bank) -> update(digest, "bank %s %s\n".formatted(name, bank.hash())));
        numbers.forEach((name, values) -> {
            update(digest, "numbers %s %d\n".formatted(name, values.length));
            update(digest, values);
        });
        bytes.forEach((name, values) -> {
            update(digest, "bytes %s %d\n".formatted(name, values.length));
            digest.update(values);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void update(MessageDigest digest, float[] values) {
        ByteBuffer block = ByteBuffer.allocate(FLOATS_AT_ONCE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += FLOATS_AT_ONCE) {
            int count = Math.min(FLOATS_AT_ONCE, values.length - from);
            block.clear();
            block.asFloatBuffer().put(values, from, count);
            digest.update(block.array(), 0, count * Float.BYTES);
        }
    }
}
