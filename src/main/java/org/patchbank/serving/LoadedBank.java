package org.patchbank.serving;

import java.time.Clock;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.reference.VersionOutline;
import org.patchbank.scoring.Calibration;

/** A version ready to judge. Its bank may move between memory and the index; inspections go on meanwhile. Safe for concurrent use. */
public final class LoadedBank {
    private final Traits traits;
    private final Calibration calibration;
    private final MapSettings maps;
    private final boolean ownStore;
    private final Clock clock;
    private volatile Form form;
    private volatile long formedAt;
    private volatile long used;

    /**
     * How its bank can be searched.
     *
     * @param movable whether that may be in the index too
     * @param memory bytes of the heap that it takes in memory, about
     */
    public record Traits(VersionOutline version, boolean movable, long memory) {}

    /** Where its bank is searched now. */
    public record Form(SearchMode mode, Inspector inspector) {}

    /**
     * @param maps how its maps are drawn
     * @param ownStore whether images judged with it stay in the store of the factory that judges
     */
    LoadedBank(Traits traits, Form form, Calibration calibration, MapSettings maps, boolean ownStore, Clock clock) {
        this.traits = traits;
        this.form = form;
        this.calibration = calibration;
        this.maps = maps;
        this.ownStore = ownStore;
        this.clock = clock;
        this.formedAt = clock.millis();
        this.used = formedAt;
    }

    public Traits traits() {
        return traits;
    }

    /** The form to judge an image with. */
    public Form use() {
        used = clock.millis();
        return form;
    }

    public Form form() {
        return form;
    }

    void become(Form other) {
        form = other;
        formedAt = clock.millis();
    }

    /** Since when it has its form; milliseconds of the clock. */
    long formedAt() {
        return formedAt;
    }

    /** When it last judged, or was loaded; milliseconds of the clock. */
    long used() {
        return used;
    }

    public Inspector inspector() {
        return form.inspector();
    }

    public Calibration calibration() {
        return calibration;
    }

    public MapSettings maps() {
        return maps;
    }

    /** Whether images judged with it stay in the store of the factory that judges. */
    public boolean ownStore() {
        return ownStore;
    }

    /** Bytes of all that it learned. */
    long bytes() {
        return traits.version().bytes();
    }
}
