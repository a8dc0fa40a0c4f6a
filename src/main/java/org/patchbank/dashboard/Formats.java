package org.patchbank.dashboard;

import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateExtension.TemplateAttribute;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers and times as people read them; {@code fmt:} in templates. Times are put into the browser's zone by times.js. */
@TemplateExtension(namespace = "fmt")
public final class Formats {
    private Formats() {}

    /** A score or limit: four significant digits. */
    static String score(Number score, @TemplateAttribute("locale") Object locale) {
        double value = score.doubleValue();
        int before = value == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
        return decimals(value, Math.max(0, Math.min(6, 4 - before)), locale);
    }

    /** A share of one as percents with one digit, or two below one percent. */
    static String percent(Number share, @TemplateAttribute("locale") Object locale) {
        double percents = 100 * share.doubleValue();
        return decimals(percents, percents != 0 && Math.abs(percents) < 1 ? 2 : 1, locale) + "\u00a0%";
    }

    /** A share of one that may be very small, as percents with three significant digits at most. */
    static String rate(Number share, @TemplateAttribute("locale") Object locale) {
        BigDecimal percents = BigDecimal.valueOf(100 * share.doubleValue()).round(new MathContext(3));
        NumberFormat format = NumberFormat.getNumberInstance(locale(locale));
        format.setMaximumFractionDigits(
                Math.max(0, percents.stripTrailingZeros().scale()));
        return format.format(percents) + "\u00a0%";
    }

    static String count(Number count, @TemplateAttribute("locale") Object locale) {
        return NumberFormat.getIntegerInstance(locale(locale)).format(count);
    }

    /** A number of bytes in the largest decimal unit that leaves at least one. */
    static String bytes(Number bytes, @TemplateAttribute("locale") Object locale) {
        double value = bytes.doubleValue();
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return decimals(value, unit == 0 || value >= 100 ? 0 : 1, locale) + "\u00a0" + units[unit];
    }

    /** Milliseconds, whole from ten on. */
    static String millis(Number millis, @TemplateAttribute("locale") Object locale) {
        return decimals(millis.doubleValue(), Math.abs(millis.doubleValue()) < 10 ? 1 : 0, locale) + "\u00a0ms";
    }

    /** For the attribute of a time element, in UTC. */
    static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** A name as one segment or parameter of an address. */
    static String url(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A constant's name as a class of styles: {@code REJECT} becomes {@code reject}. */
    public static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String decimals(double value, int digits, Object locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale(locale));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }

    private static Locale locale(Object locale) {
        return locale instanceof Locale known ? known : Locale.ENGLISH;
    }
}
