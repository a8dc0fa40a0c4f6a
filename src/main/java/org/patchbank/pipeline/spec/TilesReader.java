package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import org.patchbank.pipeline.spec.TilesSpec.Bank;

/** Reads and writes a spec's {@code tiles}: {@code none}, or fields. */
final class TilesReader {
    private static final String FIELD = "tiles";
    private static final String NONE = "none";
    private static final int SIZE = 512;
    private static final int SMALLEST = 32;
    private static final int LARGEST = 8192;
    /** The part of a tile that overlaps the next, where the spec does not say. */
    private static final int OVERLAP_PART = 8;

    private TilesReader() {}

    static Optional<TilesSpec> read(SpecNode parent) {
        JsonNode node = parent.child(FIELD);
        if (node.isMissingNode() || node.asText().equals(NONE)) {
            return Optional.empty();
        }
        SpecNode fields = new SpecNode(node, FIELD + ".", List.of("size", "overlap", "bank"));
        int size = fields.integer("size", SIZE, SMALLEST, LARGEST);
        return Optional.of(new TilesSpec(
                size,
                fields.integer("overlap", size / OVERLAP_PART, 0, size - 1),
                fields.choice("bank", Bank.SHARED, Bank.values())));
    }

    static JsonNode write(Optional<TilesSpec> tiles) {
        return tiles.<JsonNode>map(each -> JsonNodeFactory.instance
                        .objectNode()
                        .put("size", each.size())
                        .put("overlap", each.overlap())
                        .put("bank", SpecNode.name(each.bank())))
                .orElseGet(() -> JsonNodeFactory.instance.textNode(NONE));
    }
}
