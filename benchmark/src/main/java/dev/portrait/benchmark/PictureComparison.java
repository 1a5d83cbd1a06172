package dev.portrait.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Makes the source files, measures all contenders with each file and prints tables. */
public final class PictureComparison {

    private final Path folder;
    private final Path sources;

    private PictureComparison(Path folder) {
        this.folder = folder;
        this.sources = folder.resolve("pictures");
    }

    /**
     * Writes {@code pictures.md}, and files and raw results to {@code pictures}.
     *
     * @param args the folder to write to
     */
    public static void main(String... args) throws IOException, InterruptedException, RunnerException {
        new PictureComparison(Path.of(args[0])).run();
    }

    private void run() throws IOException, InterruptedException, RunnerException {
        Conditions before = Conditions.now();
        Optional<String> vips = Vipsthumbnail.version();
        say("libvips: " + vips.orElse(Report.NO_VIPS));
        makeSources(new ThumbnailSizes(sources, vips.isPresent()));
        say("Measuring time and allocation, for about five minutes.");
        List<RunResult> results = new ArrayList<>();
        for (SourceFile file : SourceFile.values()) {
            // One file at a time, so that other load on the machine affects all contenders about equally.
            results.addAll(new Runner(options(file, vips.isPresent()).build()).run());
        }
        say("Searching for the smallest heaps, for about two minutes.");
        Report report = new Report(new Measurements(results), heaps("portrait"), heaps("thumbnailator"));
        String text = before.markdown(vips) + report.markdown();
        Files.writeString(folder.resolve("pictures.md"), text);
        say(text);
    }

    private void makeSources(ThumbnailSizes thumbnails) throws IOException, InterruptedException {
        Files.createDirectories(sources);
        for (SourceFile file : SourceFile.values()) {
            file.writeTo(sources);
            say("%s: %,d bytes".formatted(file.title(), Files.size(file.in(sources))));
            thumbnails.check(file);
        }
    }

    private OptionsBuilder options(SourceFile file, boolean vips) {
        OptionsBuilder options = new OptionsBuilder();
        options.include(PictureBenchmark.class.getName())
                .param("file", file.name())
                .jvmArgsAppend("-D" + PictureBenchmark.FOLDER + "=" + sources)
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorTime.class)
                .output(file.in(sources) + ".log")
                .resultFormat(ResultFormatType.JSON)
                .result(file.in(sources) + ".json");
        if (!vips) {
            options.exclude("vipsthumbnail");
        }
        if (!file.isJpeg() || !Files.exists(Path.of(PictureBenchmark.TURBO_JPEG))) {
            options.exclude("turbo");
        }
        return options;
    }

    private Map<SourceFile, Integer> heaps(String contender) throws IOException, InterruptedException {
        Map<SourceFile, Integer> heaps = new EnumMap<>(SourceFile.class);
        for (SourceFile file : SourceFile.values()) {
            heaps.put(file, SmallestHeap.find(contender, file.in(sources)));
        }
        return heaps;
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
