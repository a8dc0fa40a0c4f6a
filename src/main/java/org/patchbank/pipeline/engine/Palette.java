package org.patchbank.pipeline.engine;

/**
 * Colours from dark violet over red and orange to pale yellow, in the manner of matplotlib's inferno: even steps to the eye, rising
 * lightness, so that it also reads in grey and with colour-blind eyes.
 */
final class Palette {
    private static final int[] STOPS = {
        0x000004, 0x1f0c48, 0x550f6d, 0x88226a, 0xba3655, 0xe35933, 0xf98c0a, 0xf9c932, 0xfcffa4
    };

    private Palette() {}

    /**
     * @param position 0 for the darkest, 1 for the lightest; others are cut off
     * @param channel 0 red, 1 green, 2 blue
     * @return 0 to 255
     */
    static float sample(float position, int channel) {
        float place = Math.max(0, Math.min(1, position)) * (STOPS.length - 1);
        int stop = Math.min((int) place, STOPS.length - 2);
        float share = place - stop;
        return (1 - share) * channel(STOPS[stop], channel) + share * channel(STOPS[stop + 1], channel);
    }

    private static int channel(int colour, int channel) {
        return colour >> (16 - 8 * channel) & 0xff;
    }
}
