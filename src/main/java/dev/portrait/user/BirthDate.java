package dev.portrait.user;

import dev.portrait.error.ErrorCode;
import dev.portrait.error.FieldError;
import dev.portrait.error.RequestException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** A real date from the year 1000 on that has begun somewhere on Earth (contract §2). */
public final class BirthDate {

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
        try {
            String text = raw.strip();
            if (PlainText.isClean(raw) && FORM.matcher(text).matches()) {
                LocalDate date = LocalDate.parse(text);
                LocalDate today = LocalDate.now(clock.withZone(WHERE_DAYS_BEGIN_FIRST));
                if (date.getYear() >= MIN_YEAR && !date.isAfter(today)) {
                    return new BirthDate(date);
                }
            }
        } catch (DateTimeParseException e) {
            // no day of the calendar
        }
        throw new RequestException(new FieldError("date_of_birth", ErrorCode.INVALID));
    }
}
