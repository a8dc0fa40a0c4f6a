package org.patchbank.inspection.history;

/** How many parts there are of some kind, by what people said of them. */
public record PartCounts(long unjudged, long good, long defective) {
    public long all() {
        return unjudged + good + defective;
    }

    long judged() {
        return good + defective;
    }
}
