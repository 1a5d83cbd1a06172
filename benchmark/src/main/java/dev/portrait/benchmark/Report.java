package dev.portrait.benchmark;

import java.util.Locale;
import java.util.Map;

/**
 * Formats the results as tables.
 *
 * @param ourHeaps the smallest heaps for Portrait, in MiB
 * @param theirHeaps the smallest heaps for Thumbnailator, in MiB
 */
record Report(Measurements measured, Map<SourceFile, Integer> ourHeaps, Map<SourceFile, Integer> theirHeaps) {

    static final String NO_VIPS =
            "vipsthumbnail is not installed (Debian has it in libvips-tools), so its column is empty";

    private static final String OURS = "portrait";
    private static final String TURBO = "turbo";
    private static final String THEIRS = "thumbnailator";

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("| file | Portrait ms | Thumbnailator ms | ratio | vipsthumbnail ms ");
        text.append("| Portrait MB allocated | Thumbnailator MB | ratio |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
        for (SourceFile file : SourceFile.values()) {
            text.append(row(file));
        }
        text.append("\n| file | Portrait CPU ms | Thumbnailator CPU ms | ratio |\n|---|--:|--:|--:|\n");
        for (SourceFile file : SourceFile.values()) {
            text.append(processorRow(file));
        }
        text.append(turbo());
        text.append("\n| file | Portrait smallest heap, MiB | Thumbnailator MiB | ratio |\n|---|--:|--:|--:|\n");
        for (SourceFile file : SourceFile.values()) {
            text.append(heapRow(file));
        }
        return text.toString();
    }

    private String row(SourceFile file) {
        double ours = measured.allocation(OURS, file);
        double theirs = measured.allocation(THEIRS, file);
        double ourTime = measured.time(OURS, file).orElseThrow().mean();
        double theirTime = measured.time(THEIRS, file).orElseThrow().mean();
        return line(
                "| %s | %s | %s | %.2f | %s | %.1f | %.1f | %.2f |%n",
                file.title(),
                time(OURS, file),
                time(THEIRS, file),
                ourTime / theirTime,
                time("vipsthumbnail", file),
                ours / 1e6,
                theirs / 1e6,
                ours / theirs);
    }

    private String processorRow(SourceFile file) {
        double ours = measured.processorTime(OURS, file);
        double theirs = measured.processorTime(THEIRS, file);
        return line("| %s | %.1f | %.1f | %.2f |%n", file.title(), ours, theirs, ours / theirs);
    }

    private String turbo() {
        StringBuilder text = new StringBuilder();
        for (SourceFile file : SourceFile.values()) {
            measured.time(TURBO, file).ifPresent(time -> text.append(turboRow(file, time)));
        }
        return text.isEmpty()
                ? "\nlibjpeg-turbo was not measured, because Debian's libturbojpeg-java is not installed.\n"
                : "\n| file, with libjpeg-turbo | ms | ratio | CPU ms | ratio | MB allocated | ratio |\n"
                        + "|---|--:|--:|--:|--:|--:|--:|\n"
                        + text;
    }

    private String turboRow(SourceFile file, Measurements.Time time) {
        double processor = measured.processorTime(TURBO, file);
        double allocation = measured.allocation(TURBO, file);
        return line(
                "| %s | %.1f ± %.1f | %.2f | %.1f | %.2f | %.1f | %.2f |%n",
                file.title(),
                time.mean(),
                time.error(),
                time.mean() / measured.time(THEIRS, file).orElseThrow().mean(),
                processor,
                processor / measured.processorTime(THEIRS, file),
                allocation / 1e6,
                allocation / measured.allocation(THEIRS, file));
    }

    private String heapRow(SourceFile file) {
        int ours = ourHeaps.getOrDefault(file, 0);
        int theirs = theirHeaps.getOrDefault(file, 0);
        return line("| %s | %d | %d | %.2f |%n", file.title(), ours, theirs, (double) ours / theirs);
    }

    private String time(String contender, SourceFile file) {
        return measured.time(contender, file)
                .map(time -> line("%.1f ± %.1f", time.mean(), time.error()))
                .orElse("");
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
