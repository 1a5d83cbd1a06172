package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place as {@code lat,lng} in decimal degrees, digits as they were given (contract §2). */
public final class LatLng {

    private static final String DEGREES = "(-?\\d{1,3}(?:\\.\\d{1,10})?)";
    private static final Pattern FORM = Pattern.compile(" *" + DEGREES + " *, *" + DEGREES + " *");
    private static final BigDecimal MAX_LATITUDE = BigDecimal.valueOf(90);
    private static final BigDecimal MAX_LONGITUDE = BigDecimal.valueOf(180);

    private final String value;

    private LatLng(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }

    /**
     * The place that was sent, without blanks.
     *
     * @param field the field at fault, if it is: there are two of this kind
     * @throws RequestException {@code invalid}
     */
    public static LatLng parse(String field, String raw) {
        Matcher matcher = FORM.matcher(raw);
        if (matcher.matches()
                && new BigDecimal(matcher.group(1)).abs().compareTo(MAX_LATITUDE) <= 0
                && new BigDecimal(matcher.group(2)).abs().compareTo(MAX_LONGITUDE) <= 0) {
            return new LatLng(matcher.group(1) + "," + matcher.group(2));
        }
        throw new RequestException(new FieldError(field, ErrorCode.INVALID));
    }
}
