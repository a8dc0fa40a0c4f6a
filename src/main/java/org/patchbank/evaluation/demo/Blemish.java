package org.patchbank.evaluation.demo;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/** What spoils one plate, as a change of its surface. Positions are in pixels from the plate's centre. */
interface Blemish {
    /** Change of height at a point, in pixels. */
    default double height(double x, double y) {
        return 0;
    }

    /** How much of a point shines as freshly cut metal, 0 to 1. */
    default double bare(double x, double y) {
        return 0;
    }

    /** How much of a point is stained, 0 to 1. */
    default double stain(double x, double y) {
        return 0;
    }

    default Set<Feature> missing() {
        return EnumSet.noneOf(Feature.class);
    }

    /** Whether a point is defective. */
    boolean covers(double x, double y);

    static Blemish none() {
        return (x, y) -> false;
    }

    static Blemish random(DefectKind kind, SplittableRandom random) {
        return switch (kind) {
            case SCRATCH -> Scratch.random(random);
            case DENT -> Dent.random(random);
            case STAIN -> Stain.random(random);
            case MISSING_FEATURE -> {
                Feature[] features = Feature.values();
                yield new Missing(features[random.nextInt(features.length)]);
            }
        };
    }

    /** Something that was never made. */
    record Missing(Feature feature) implements Blemish {
        @Override
        public Set<Feature> missing() {
            return EnumSet.of(feature);
        }

        @Override
        public boolean covers(double x, double y) {
            return Plate.extent(feature, x, y) > 0.5;
        }
    }

    /** A blow: a shallow bowl with a raised rim. */
    record Dent(double x, double y, double radius, double stretch, double angle, double depth) implements Blemish {
        static Dent random(SplittableRandom random) {
            double[] place = place(random, 20);
            return new Dent(
                    place[0],
                    place[1],
                    random.nextDouble(9, 19),
                    random.nextDouble(1, 1.5),
                    random.nextDouble(Math.PI),
                    random.nextDouble(3.5, 6.5));
        }

        @Override
        public double height(double px, double py) {
            double q = distance(px, py);
            double bowl = q < 1 ? -depth * (1 - q * q) * (1 - q * q) : 0;
            return bowl + 0.16 * depth * Math.exp(-Math.pow((q - 1.05) / 0.16, 2));
        }

        @Override
        public boolean covers(double px, double py) {
            return distance(px, py) < 1.1;
        }

        private double distance(double px, double py) {
            double along = (px - x) * Math.cos(angle) + (py - y) * Math.sin(angle);
            double across = (py - y) * Math.cos(angle) - (px - x) * Math.sin(angle);
            return Math.hypot(along / stretch, across) / radius;
        }
    }

    /** Dried oil: a ragged patch, darkest at its rim. */
    record Stain(double x, double y, double radius, double strength, Noise shape) implements Blemish {
        static Stain random(SplittableRandom random) {
            double[] place = place(random, 30);
            return new Stain(
                    place[0],
                    place[1],
                    random.nextDouble(17, 38),
                    random.nextDouble(0.6, 0.95),
                    new Noise(random.nextLong()));
        }

        @Override
        public double stain(double px, double py) {
            double q = distance(px, py);
            double rim = Math.exp(-Math.pow((q - 0.9) / 0.09, 2));
            double body = 1 - Noise.smoothstep(0.9, 1.02, q);
            return strength * Math.max(0, body * (0.72 + 0.18 * shape.rough(px / 9, py / 9)) + 0.3 * rim * body);
        }

        @Override
        public boolean covers(double px, double py) {
            return distance(px, py) < 1;
        }

        private double distance(double px, double py) {
            double ragged = 1 + 0.42 * shape.rough(3 + px / 26, py / 26);
            return Math.hypot(px - x, py - y) / (radius * ragged);
        }
    }

    /** A groove along a bent line, with burrs, that begins and ends thin. */
    record Scratch(double[] line, double width, double depth) implements Blemish {
        private static final int PIECES = 18;

        static Scratch random(SplittableRandom random) {
            double[] from = place(random, 12);
            double angle = random.nextDouble(2 * Math.PI);
            double length = random.nextDouble(55, 150);
            // towards the middle of the plate, so that most of it lies on the plate
            double sign = Math.cos(angle) * from[0] + Math.sin(angle) * from[1] > 0 ? -1 : 1;
            double bend = random.nextDouble(-0.25, 0.25) * length;
            double[] line = new double[2 * PIECES + 2];
            for (int i = 0; i <= PIECES; i++) {
                double t = (double) i / PIECES;
                double along = sign * length * t;
                double aside = bend * 4 * t * (1 - t);
                line[2 * i] = from[0] + along * Math.cos(angle) - aside * Math.sin(angle);
                line[2 * i + 1] = from[1] + along * Math.sin(angle) + aside * Math.cos(angle);
            }
            return new Scratch(line, random.nextDouble(1.2, 2.4), random.nextDouble(2.2, 4.2));
        }

        @Override
        public double height(double x, double y) {
            double d = Shapes.polyline(x, y, line);
            if (d > 6 * width) {
                return 0;
            }
            double burr = 0.4 * depth * Math.exp(-Math.pow((d - 2 * width) / (0.7 * width), 2));
            return taper(x, y) * (burr - depth * Math.exp(-Math.pow(d / width, 2)));
        }

        @Override
        public double bare(double x, double y) {
            double d = Shapes.polyline(x, y, line);
            return d > 4 * width ? 0 : taper(x, y) * Math.exp(-Math.pow(d / width, 2));
        }

        @Override
        public boolean covers(double x, double y) {
            return Shapes.polyline(x, y, line) < 1.6 * width + 0.5;
        }

        private double taper(double x, double y) {
            double start = Math.hypot(x - line[0], y - line[1]);
            double end = Math.hypot(x - line[line.length - 2], y - line[line.length - 1]);
            return Math.min(1, 0.25 + Math.min(start, end) / 14);
        }
    }

    /** Somewhere on bare metal, at least {@code margin} from the plate's edge; not in a hole and not on the seal. */
    private static double[] place(SplittableRandom random, double margin) {
        Plate plate = new Plate(EnumSet.noneOf(Feature.class), new Noise(0));
        Plate.Point point = new Plate.Point();
        while (true) {
            double x = random.nextDouble(-Plate.HALF, Plate.HALF);
            double y = random.nextDouble(-Plate.HALF, Plate.HALF);
            plate.look(x, y, point);
            boolean metal = point.plate == 1 && point.air == 0 && point.rubber == 0 && point.ink == 0;
            if (metal && Shapes.roundedSquare(x, y, Plate.HALF - margin, 40) < 0) {
                return new double[] {x, y};
            }
        }
    }
}
