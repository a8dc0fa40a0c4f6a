package org.patchbank.evaluation.demo;

/** What a finished cover plate has, and a badly made one may lack. */
enum Feature {
    HOLE_TOP_LEFT,
    HOLE_TOP_RIGHT,
    HOLE_BOTTOM_LEFT,
    HOLE_BOTTOM_RIGHT,
    SLOT,
    LETTERING,
    CODE,
    SEAL
}
