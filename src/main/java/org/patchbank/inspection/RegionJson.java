package org.patchbank.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.patchbank.patch.Patch;
import org.patchbank.scoring.map.Region;

/**
 * A region as the column {@code inspection.regions} stores it: a form of its own, so that the API may change without it.
 *
 * @param zone null, and then not stored, for a region outside all zones
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RegionJson(int x, int y, int w, int h, int area, float peak, int px, int py, int row, int col, String zone) {
    static RegionJson of(Region r) {
        return new RegionJson(
                r.x(),
                r.y(),
                r.width(),
                r.height(),
                r.area(),
                r.peak(),
                r.peakX(),
                r.peakY(),
                r.patch().row(),
                r.patch().column(),
                r.zone());
    }

    Region region() {
        return new Region(x, y, w, h, area, peak, px, py, new Patch(row, col), zone);
    }
}
