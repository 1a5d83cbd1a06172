package dev.portrait.media.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, bytes 0-9/100, 10",
        "bytes=10-10, bytes 10-10/100, 1",
        "bytes=90-, bytes 90-99/100, 10",
        "bytes=90-900, bytes 90-99/100, 10",
        "bytes=-5, bytes 95-99/100, 5",
        "bytes=-500, bytes 0-99/100, 100",
        "Bytes = 0-0, bytes 0-0/100, 1"
    })
    void is_the_requested_range(String header, String contentRange, long length) {
        ByteRange range = ByteRange.parse(header, 100).orElseThrow();

        assertThat(range.contentRange()).isEqualTo(contentRange);
        assertThat(range.length()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=",
                "bytes=-",
                "bytes=5-4",
                "bytes=100-",
                "bytes=-0",
                "bytes=0-1,5-6",
                "lines=0-1",
                "bytes=a-b",
                "bytes=0-9999999999999999999",
                "bytes=-1-2"
            })
    void is_empty_if_the_range_is_ignored(String header) {
        assertThat(ByteRange.parse(header, 100)).isEmpty();
    }

    @Test
    void is_empty_for_an_empty_picture_or_without_a_header() {
        assertThat(ByteRange.parse("bytes=0-", 0)).isEmpty();
        assertThat(ByteRange.parse("bytes=-1", 0)).isEmpty();
        assertThat(ByteRange.parse(null, 100)).isEmpty();
    }
}
