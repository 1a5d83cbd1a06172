package dev.portrait.user;

import dev.portrait.contract.ProfileField;
import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** A calendar date from the year 1000 on that is not in the future everywhere on Earth (contract §2). */
public final class BirthDate implements FieldValue {

    private static final String FIELD = ProfileField.DATE_OF_BIRTH.key();
    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int MIN_YEAR = 1000;
    private static final ZoneOffset EARLIEST_TIME_ZONE = ZoneOffset.ofHours(14);

    private final LocalDate value;

    private BirthDate(LocalDate value) {
        this.value = value;
    }

    public LocalDate value() {
        return value;
    }

    @Override
    public String text() {
        return value.toString();
    }

    /**
     * Parses and trims a date.
     *
     * @throws RequestException {@code invalid}
     */
    public static BirthDate parse(String raw, Clock clock) {
        LocalDate date = date(PlainText.line(FIELD, raw));
        if (date.getYear() < MIN_YEAR) {
            throw refused(Reason.TOO_EARLY);
        }
        if (date.isAfter(LocalDate.now(clock.withZone(EARLIEST_TIME_ZONE)))) {
            throw refused(Reason.IN_FUTURE);
        }
        return new BirthDate(date);
    }

    private static LocalDate date(String text) {
        if (!FORM.matcher(text).matches()) {
            throw refused(Reason.NOT_DATE);
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw refused(Reason.NO_SUCH_DAY);
        }
    }

    private static RequestException refused(Reason reason) {
        return new RequestException(FieldError.invalid(FIELD, reason));
    }
}
