package org.patchbank.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.image.codec.PngEncoder;
import org.patchbank.platform.PatchbankException;

/** Puts the mask images that a spec file names into the spec itself, so that it is whole wherever it goes. */
final class MaskFiles {
    private static final String REGION = "region_of_interest";
    private static final String MASK = "mask";
    private static final String DATA = "data:";

    private MaskFiles() {}

    /**
     * @param spec changed
     * @param file that the spec was read from; masks are found beside it
     */
    static JsonNode inlined(JsonNode spec, Path file) throws IOException {
        for (JsonNode area : spec.path(REGION)) {
            String name = area.path(MASK).asText();
            if (area instanceof ObjectNode fields && !name.isEmpty() && !name.startsWith(DATA)) {
                fields.put(MASK, "data:image/png;base64," + base64(file.resolveSibling(name)));
            }
        }
        return spec;
    }

    /** The picture as PNG, whatever format it came in. */
    private static String base64(Path mask) throws IOException {
        if (!Files.isRegularFile(mask)) {
            throw new PatchbankException(
                    CommandError.SPEC_UNREADABLE,
                    "The mask " + mask + " of the region of interest cannot be read",
                    "Name an image file, counted from the folder of the spec.");
        }
        byte[] png = PngEncoder.encode(new ImageDecoder(ImageLimits.DEFAULT).decode(Files.readAllBytes(mask)));
        return Base64.getEncoder().encodeToString(png);
    }
}
