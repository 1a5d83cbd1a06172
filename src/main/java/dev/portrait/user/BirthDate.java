package dev.portrait.user;

import dev.portrait.error.FieldError;
import dev.portrait.error.Reason;
import dev.portrait.error.RequestException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** A real date from the year 1000 on that has begun somewhere on Earth (contract §2). */
public final class BirthDate {

    private static final String FIELD = "date_of_birth";
    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int MIN_YEAR = 1000;
    private static final ZoneOffset WHERE_DAYS_BEGIN_FIRST = ZoneOffset.ofHours(14);

    private final LocalDate value;

    private BirthDate(LocalDate value) {
        this.value = value;
    }

    public LocalDate value() {
        return value;
    }

    /**
     * The date that was sent, trimmed.
     *
     * @throws RequestException {@code invalid}
     */
    public static BirthDate parse(String raw, Clock clock) {
        LocalDate date = date(PlainText.line(FIELD, raw));
        if (date.getYear() < MIN_YEAR) {
            throw refused(Reason.TOO_EARLY);
        }
        if (date.isAfter(LocalDate.now(clock.withZone(WHERE_DAYS_BEGIN_FIRST)))) {
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
