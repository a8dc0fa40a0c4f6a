package org.patchbank.pipeline.engine;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.PixelImage;
import org.patchbank.image.align.Registration;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.map.MapRows;
import org.patchbank.scoring.map.Region;

/**
 * What one look at one image found. The map is drawn as its rows are asked for. Regions are those above the review limit, the highest peak first.
 *
 * @param mapExact whether the scores of all patches are exact; otherwise some that do not make the image's may be too high
 * @param mapLimit the value of the map that regions lie above where the review limit is none of the map's: see {@link
 *     org.patchbank.scoring.ImageScoring#mapLimit}
 * @param seen the image with what the network made of it
 * @param embedding of regions of this image, one each, in their order. Where there are many views, this may take as long as the
 *     examination
 */
public record Examination(
        PixelImage image,
        PatchScores patches,
        double score,
        Decision decision,
        MapRows map,
        boolean mapExact,
        List<Region> regions,
        OptionalDouble mapLimit,
        Registration registration,
        SeenImage seen,
        Function<List<Region>, List<RegionEmbedding>> embedding) {

    /** Of the regions that were found. */
    public List<RegionEmbedding> embeddings() {
        return embedding.apply(regions);
    }
}
