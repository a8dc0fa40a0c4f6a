package org.patchbank.image.align;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.patchbank.image.Motion;
import org.patchbank.image.PixelImage;
import org.patchbank.image.align.PhaseCorrelation.Shift;
import org.patchbank.image.align.PhaseCorrelation.Spectrum;

/**
 * Registers images to a template: the shift by {@link PhaseCorrelation}, the rotation by a search over all angles in steps of
 * {@value #STEP} degrees on a coarse picture, refined on a finer one. What the phases propose is judged by the correlation coefficient
 * of the pictures themselves, and the image as it came is always among the proposals, so an alignment never fits worse than none. Safe
 * for concurrent use.
 */
public final class Registrar {
    /** Side of the pictures that are registered, in pixels. */
    static final int SIDE = 128;

    static final int STEP = 3;
    private static final int ANGLES = 360 / STEP;
    /** Peaks of one correlation that are looked at: something else in the picture may make the highest. */
    private static final int PEAKS = 3;
    /** Angles that are looked at on the finer picture. */
    private static final int CANDIDATES = 6;
    /** Pictures that share less than this say nothing of each other. */
    private static final double LEAST_SHARE = 0.4;
    /** Degrees to either side of the best angle, for a parabola through three. */
    private static final double[] REFINEMENTS = {1.5, 0.5, 0.2};

    private static final PhaseCorrelation FINE = new PhaseCorrelation(SIDE);
    private static final PhaseCorrelation COARSE = new PhaseCorrelation(SIDE / 2);

    private final Template template;
    private final Alignment alignment;
    private final Spectrum spectrum;
    /** Of the coarse template turned by each angle; empty without rotation. */
    private final List<Spectrum> turned;

    public Registrar(Template template, Alignment alignment) {
        this.template = template;
        this.alignment = alignment;
        GreyPicture picture = template.picture();
        this.spectrum = FINE.spectrum(picture.faded(Motion.NONE));
        GreyPicture half = picture.halved();
        this.turned = alignment != Alignment.SHIFT_AND_ROTATION
                ? List.of()
                : IntStream.range(0, ANGLES)
                        .mapToObj(i -> COARSE.spectrum(half.faded(new Motion(-i * STEP, 0, 0))))
                        .toList();
    }

    public Registration register(PixelImage image) {
        return alignment == Alignment.NONE ? Registration.AS_IT_CAME : register(GreyPicture.of(image, SIDE));
    }

    Registration register(GreyPicture picture) {
        Fit asItCame = fit(picture, Motion.NONE);
        Fit best = alignment == Alignment.SHIFT ? shifted(picture) : turned(picture);
        if (asItCame.correlation >= best.correlation) {
            best = asItCame;
        }
        boolean sure = best.correlation >= template.floor();
        return new Registration(sure ? best.motion : Motion.NONE, best.correlation, sure);
    }

    private record Fit(Motion motion, double correlation) {
        static final Comparator<Fit> BEST_FIRST = Comparator.comparingDouble(fit -> -fit.correlation);
    }

    private Fit fit(GreyPicture picture, Motion motion) {
        return new Fit(motion, template.picture().correlation(picture, motion, LEAST_SHARE));
    }

    private Fit shifted(GreyPicture picture) {
        List<Fit> fits = new ArrayList<>();
        for (Shift shift : FINE.shifts(spectrum, FINE.spectrum(picture.faded(Motion.NONE)), PEAKS)) {
            fits.add(fit(picture, new Motion(0, shift.x() / SIDE, shift.y() / SIDE)));
        }
        return fits.stream()
                .sorted(Fit.BEST_FIRST)
                .findFirst()
                .map(fit -> settled(picture, settled(picture, fit)))
                .orElseGet(() -> fit(picture, Motion.NONE));
    }

    private Fit turned(GreyPicture picture) {
        return angles(picture).stream()
                .map(motion -> settled(picture, fit(picture, motion)))
                .sorted(Fit.BEST_FIRST)
                .limit(2)
                .map(fit -> refined(picture, fit))
                .min(Fit.BEST_FIRST)
                .orElseThrow();
    }

    /** The angles whose phases agree best, each with its shift; no angle at all is one of them. */
    private List<Motion> angles(GreyPicture picture) {
        Spectrum half = COARSE.spectrum(picture.halved().faded(Motion.NONE));
        List<Shift> peaks = turned.stream()
                .map(angle -> COARSE.shifts(angle, half, 1).stream().findFirst().orElse(new Shift(0, 0, 0)))
                .toList();
        List<Motion> best = new ArrayList<>(IntStream.range(0, ANGLES)
                .boxed()
                .filter(i ->
                        peaks.get(i).height() >= peaks.get((i + 1) % ANGLES).height()
                                && peaks.get(i).height()
                                        >= peaks.get((i + ANGLES - 1) % ANGLES).height())
                .sorted(Comparator.comparingDouble(i -> -peaks.get(i).height()))
                .limit(CANDIDATES)
                .map(i -> motion(i, peaks.get(i)))
                .toList());
        best.add(motion(0, peaks.get(0)));
        return best;
    }

    private static Motion motion(int angle, Shift shift) {
        double degrees = angle * STEP;
        return new Motion(degrees > 180 ? degrees - 360 : degrees, shift.x() / (SIDE / 2), shift.y() / (SIDE / 2));
    }

    /** The fit with the shift that is left taken up, where that makes it better. */
    private Fit settled(GreyPicture picture, Fit fit) {
        Spectrum aligned = FINE.spectrum(picture.faded(fit.motion));
        return FINE.shifts(spectrum, aligned, 1).stream()
                .map(left -> fit(picture, fit.motion.after(left.x() / SIDE, left.y() / SIDE)))
                .filter(better -> better.correlation > fit.correlation)
                .findFirst()
                .orElse(fit);
    }

    private Fit refined(GreyPicture picture, Fit start) {
        Fit best = start;
        for (double step : REFINEMENTS) {
            Fit left = at(picture, best, -step);
            Fit right = at(picture, best, step);
            double bend = left.correlation - 2 * best.correlation + right.correlation;
            double offset = bend < 0 ? step * (left.correlation - right.correlation) / (2 * bend) : 0;
            Fit between = at(picture, best, Math.max(-step, Math.min(step, offset)));
            for (Fit other : List.of(left, right, between)) {
                best = other.correlation > best.correlation ? other : best;
            }
        }
        return best;
    }

    private Fit at(GreyPicture picture, Fit fit, double moreDegrees) {
        Motion motion = fit.motion;
        return settled(picture, fit(picture, new Motion(motion.degrees() + moreDegrees, motion.x(), motion.y())));
    }
}
