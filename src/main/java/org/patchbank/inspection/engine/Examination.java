package org.patchbank.inspection.engine;

import java.util.List;
import org.patchbank.detector.PatchScores;
import org.patchbank.image.PixelImage;
import org.patchbank.scoring.AnomalyMap;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.Region;

/** What one look at one image found. Regions are those above the review limit, the highest peak first. */
public record Examination(
        PixelImage image, PatchScores patches, double score, Decision decision, AnomalyMap map, List<Region> regions) {}
