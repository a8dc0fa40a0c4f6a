package org.patchbank.vectorindex.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The blocks of collections that are searched again and again, in memory. Each search asks the table which versions of the blocks there
 * are, and reads those that are new to it, so that it finds what any process has written. Collections that were not searched for longest
 * make room. Safe for concurrent use.
 */
final class BlockCache {
    /** Blocks that are read at once: some 10 MB. */
    private static final int READ_AT_ONCE = 32;

    private final long mostBytes;
    /** The least recently searched first. */
    private final Map<String, Collection> collections = new LinkedHashMap<>(16, 0.75f, true);

    /** Which block it is, and which version of it: a row that is written anew gets another stamp. */
    record Stamp(long block, String partition, String version) {}

    private static final class Collection {
        private final Map<Stamp, CachedBlock> blocks = new HashMap<>();
        private long bytes;
    }

    /** What the table says of a block. */
    record Listed(Stamp stamp, long bytes) {}

    /** @param mostBytes that the vectors of all collections may take; 0 keeps none */
    BlockCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * The blocks of a collection, or of one of its partitions, as they are now, in any order.
     *
     * @return empty if they do not fit
     */
    Optional<List<CachedBlock>> blocks(Connection connection, String collection, Optional<String> partition)
            throws SQLException {
        List<Listed> listed = VectorBlocks.list(connection, collection, partition);
        long bytes = listed.stream().mapToLong(Listed::bytes).sum();
        if (bytes > mostBytes) {
            return Optional.empty();
        }
        Collection cached;
        synchronized (collections) {
            cached = collections.computeIfAbsent(collection, name -> new Collection());
        }
        List<CachedBlock> blocks;
        synchronized (cached) {
            blocks = refresh(connection, collection, partition, listed, cached);
            cached.bytes = cached.blocks.values().stream()
                    .mapToLong(CachedBlock::bytes)
                    .sum();
        }
        makeRoom(collection);
        return Optional.of(blocks);
    }

    private static List<CachedBlock> refresh(
            Connection connection,
            String collection,
            Optional<String> partition,
            List<Listed> listed,
            Collection cached)
            throws SQLException {
        Map<Stamp, CachedBlock> present = new HashMap<>();
        List<Long> missing = new ArrayList<>();
        for (Listed each : listed) {
            CachedBlock block = cached.blocks.get(each.stamp());
            if (block == null) {
                missing.add(each.stamp().block());
            } else {
                present.put(each.stamp(), block);
            }
        }
        for (int from = 0; from < missing.size(); from += READ_AT_ONCE) {
            List<Long> some = missing.subList(from, Math.min(missing.size(), from + READ_AT_ONCE));
            VectorBlocks.read(connection, collection, partition, some, (stamp, block) -> {
                if (!present.containsKey(stamp)) {
                    present.put(stamp, new CachedBlock(block));
                }
            });
        }
        if (partition.isPresent()) {
            cached.blocks.keySet().removeIf(stamp -> stamp.partition().equals(partition.get()));
        } else {
            cached.blocks.clear();
        }
        cached.blocks.putAll(present);
        return List.copyOf(present.values());
    }

    private void makeRoom(String searched) {
        synchronized (collections) {
            long bytes = collections.values().stream()
                    .mapToLong(collection -> collection.bytes)
                    .sum();
            Iterator<Map.Entry<String, Collection>> oldest =
                    collections.entrySet().iterator();
            while (bytes > mostBytes && oldest.hasNext()) {
                Map.Entry<String, Collection> entry = oldest.next();
                if (!entry.getKey().equals(searched)) {
                    bytes -= entry.getValue().bytes;
                    oldest.remove();
                }
            }
        }
    }
}
