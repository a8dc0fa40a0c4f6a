package org.patchbank.pipeline.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of numbers as docs/specs.md writes it: {@code 32 to 2048}, {@code above 0, to 1}, {@code between 0 and 1}, {@code to 256}.
 *
 * @param accepted numbers at and near its ends
 * @param refused numbers just beyond
 */
record DocumentedRange(List<BigDecimal> accepted, List<BigDecimal> refused) {
    private static final String NUMBER = "(-?[0-9][0-9.,]*[0-9]|-?[0-9])";
    private static final Pattern CLOSED =
            Pattern.compile("(?:^|[^.0-9,])" + NUMBER + "(?: pixels)? to (" + NUMBER + "|the [a-z' 1]+)");
    private static final Pattern ABOVE = Pattern.compile("above " + NUMBER + ", to " + NUMBER);
    private static final Pattern BETWEEN = Pattern.compile("between " + NUMBER + " and " + NUMBER);
    private static final Pattern TO = Pattern.compile("^to " + NUMBER);

    /** No field tells numbers apart that lie nearer. */
    private static final BigDecimal LITTLE = new BigDecimal("0.000001");

    /**
     * @param words gives the number that an end in words stands for
     * @return empty where the text has no range
     */
    static Optional<DocumentedRange> of(String text, Function<String, BigDecimal> words) {
        DocumentedRange range = new DocumentedRange(new ArrayList<>(), new ArrayList<>());
        Matcher above = ABOVE.matcher(text);
        Matcher between = BETWEEN.matcher(text);
        Matcher closed = CLOSED.matcher(text);
        Matcher to = TO.matcher(text);
        if (above.find()) {
            range.open(number(above.group(1)), 1);
            range.closed(number(above.group(2)), 1);
        } else if (between.find()) {
            range.open(number(between.group(1)), 1);
            range.open(number(between.group(2)), -1);
        } else if (closed.find()) {
            String end = closed.group(2);
            range.closed(number(closed.group(1)), -1);
            range.closed(end.startsWith("the ") ? words.apply(end) : number(end), 1);
        } else if (to.find()) {
            range.closed(number(to.group(1)), 1);
        } else {
            return Optional.empty();
        }
        return Optional.of(range);
    }

    /** @param outwards the sign of the way out of the range */
    private void closed(BigDecimal end, int outwards) {
        accepted.add(end);
        refused.add(end.add(BigDecimal.valueOf(outwards)));
        refused.add(end.add(LITTLE.multiply(BigDecimal.valueOf(outwards))));
    }

    /** @param inwards the sign of the way into the range */
    private void open(BigDecimal end, int inwards) {
        accepted.add(end.add(LITTLE.multiply(BigDecimal.valueOf(inwards))));
        refused.add(end);
    }

    static BigDecimal number(String text) {
        return new BigDecimal(text.replace(",", ""));
    }
}
