package org.patchbank.inspection.engine;

import java.util.List;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.PixelImage;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.MapRows;
import org.patchbank.scoring.Region;

/** What one look at one image found. The map is drawn as its rows are asked for. Regions are those above the review limit, the highest peak first. */
public record Examination(
        PixelImage image, PatchScores patches, double score, Decision decision, MapRows map, List<Region> regions) {}
