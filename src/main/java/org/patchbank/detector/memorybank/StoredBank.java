package org.patchbank.detector.memorybank;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.bank.BankCodec;
import org.patchbank.detector.bank.BankStorage;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/** A bank in a {@link DetectorState}: its rows as they are, or codes with the numbers to read them by. */
final class StoredBank {
    private static final String BANK = "";
    private static final String CODES = "codes";
    private static final String CODEC = "codec";

    private StoredBank() {}

    static DetectorState state(MemoryBank bank, BankStorage storage, long seed, Parallel parallel) {
        if (storage == BankStorage.FLOAT32) {
            return DetectorState.of(bank);
        }
        BankCodec codec = storage.fit(bank.vectors(), bank.dimension(), seed, parallel);
        return new DetectorState(
                        Map.of(),
                        Map.of(),
                        Map.of(CODES, codec.encode(bank.vectors()), DetectorState.ORIGINS, origins(bank)))
                .withPart(CODEC, DetectorState.of(codec.numbers()));
    }

    /** The bank as it was kept. */
    static MemoryBank open(DetectorState state, BankStorage storage, Parallel parallel) {
        if (storage == BankStorage.FLOAT32) {
            return state.bank(BANK);
        }
        ByteBuffer origins = ByteBuffer.wrap(state.bytes(DetectorState.ORIGINS)).order(ByteOrder.LITTLE_ENDIAN);
        int rows = origins.remaining() / DetectorState.ORIGIN_BYTES;
        int[] images = new int[rows];
        int[] patches = new int[rows];
        for (int row = 0; row < rows; row++) {
            images[row] = origins.getInt();
            patches[row] = origins.getInt();
        }
        float[] vectors = storage.open(state.part(CODEC).numbers(), parallel).decode(state.bytes(CODES));
        return new MemoryBank(vectors.length / rows, vectors, images, patches);
    }

    /** Gives rows as they come out of a storage that was fitted to a bank. */
    static UnaryOperator<EmbeddingTable> keeping(
            EmbeddingTable bank, BankStorage storage, long seed, Parallel parallel) {
        if (storage == BankStorage.FLOAT32) {
            return rows -> rows;
        }
        BankCodec codec = storage.fit(bank.block(0), bank.dimension(), seed, parallel);
        return rows -> rows.rows() == 0 ? rows : EmbeddingTable.of(codec.kept(rows.block(0)), rows.dimension());
    }

    private static byte[] origins(MemoryBank bank) {
        ByteBuffer origins = ByteBuffer.allocate(Math.multiplyExact(bank.size(), DetectorState.ORIGIN_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < bank.size(); row++) {
            origins.putInt(bank.image(row)).putInt(bank.patch(row));
        }
        return origins.array();
    }
}
