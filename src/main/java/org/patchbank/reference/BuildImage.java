package org.patchbank.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.fit.ReferenceImage;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;

/**
 * An image of a version while it is built.
 *
 * @param name unique in the version, so that what the fit says of a name can be laid to an image
 * @param known whether the version that this one is grown from has learned from it
 */
record BuildImage(int position, UUID imageId, String name, String sha256, boolean known, ImageStore store)
        implements ReferenceImage {
    @Override
    public byte[] read() {
        return store.read(BlobKind.IMAGE, sha256);
    }

    /** The images that the fit learned from, in the order that its bank counts them. */
    static List<BuildImage> matched(List<BuildImage> images, Fit fit) {
        Map<String, BuildImage> byName = byName(images);
        return fit.images().stream().map(learned -> byName.get(learned.name())).toList();
    }

    static Map<String, BuildImage> byName(List<BuildImage> images) {
        Map<String, BuildImage> byName = new HashMap<>();
        images.forEach(image -> byName.put(image.name(), image));
        return byName;
    }
}
