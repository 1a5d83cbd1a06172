package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Coordinates as {@code lat,lng} in decimal degrees, with the digits of the sender (contract §2). */
public final class LatLng implements FieldValue {

    // Bounded: BigDecimal takes quadratic time for many digits, and a large exponent expands to as many zeros.
    private static final String DEGREES = "(-?\\d{1,3}(?:\\.\\d{1,100})?(?:[eE][-+]?\\d{1,3})?)";
    private static final Pattern FORM = Pattern.compile(DEGREES + "\\p{Zs}*,\\p{Zs}*" + DEGREES);
    private static final int MAX_DECIMALS = 10;
    private static final BigDecimal MAX_LATITUDE = BigDecimal.valueOf(90);
    private static final BigDecimal MAX_LONGITUDE = BigDecimal.valueOf(180);

    private final String value;

    private LatLng(String value) {
        this.value = value;
    }

    @Override
    public String text() {
        return value;
    }

    /**
     * Parses coordinates, removes blanks, and rounds to ten decimals.
     *
     * @param named the field that an error names
     * @throws RequestException {@code invalid}
     */
    public static LatLng parse(ProfileField named, String raw) {
        String field = named.key();
        Matcher matcher = FORM.matcher(PlainText.line(field, raw));
        if (!matcher.matches()) {
            throw new RequestException(FieldError.invalid(field, Reason.NOT_COORDINATES));
        }
        BigDecimal latitude = rounded(matcher.group(1));
        BigDecimal longitude = rounded(matcher.group(2));
        if (latitude.abs().compareTo(MAX_LATITUDE) > 0) {
            throw new RequestException(FieldError.invalid(field, Reason.BAD_LATITUDE));
        }
        if (longitude.abs().compareTo(MAX_LONGITUDE) > 0) {
            throw new RequestException(FieldError.invalid(field, Reason.BAD_LONGITUDE));
        }
        return new LatLng(digits(matcher.group(1), latitude) + "," + digits(matcher.group(2), longitude));
    }

    private static BigDecimal rounded(String given) {
        BigDecimal degrees = new BigDecimal(given);
        return degrees.scale() > MAX_DECIMALS ? degrees.setScale(MAX_DECIMALS, RoundingMode.HALF_UP) : degrees;
    }

    // A number without an exponent is kept as sent: toPlainString() may differ in zeros.
    private static String digits(String given, BigDecimal rounded) {
        return given.matches("-?\\d+(\\.\\d{1,10})?") ? given : rounded.toPlainString();
    }
}
