package org.patchbank.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.patchbank.patch.Patch;
import org.patchbank.scoring.map.Region;

/** Regions as they are written in the database: a form of its own, so that the API may change without it. */
@Converter
class RegionsColumn implements AttributeConverter<List<Region>, String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Rows of earlier versions have no zone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Row(
            int x, int y, int w, int h, int area, float peak, int px, int py, int row, int col, String zone) {}

    @Override
    public String convertToDatabaseColumn(List<Region> regions) {
        try {
            return JSON.writeValueAsString(
                    regions.stream().map(RegionsColumn::row).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("regions are plain values", e);
        }
    }

    @Override
    public List<Region> convertToEntityAttribute(String column) {
        try {
            return JSON.readValue(column, new TypeReference<List<Row>>() {}).stream()
                    .map(RegionsColumn::region)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column inspection.regions holds no regions: " + column, e);
        }
    }

    private static Row row(Region r) {
        return new Row(
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

    private static Region region(Row r) {
        return new Region(r.x, r.y, r.w, r.h, r.area, r.peak, r.px, r.py, new Patch(r.row, r.col), r.zone);
    }
}
