package dev.portrait.benchmark.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A line chart with a line for each load and a logarithmic horizontal axis. */
final class Chart {

    private final XYChart lines;

    Chart(String title, String horizontal, String vertical) {
        lines = new XYChartBuilder()
                .width(760)
                .height(420)
                .title(title)
                .xAxisTitle(horizontal)
                .yAxisTitle(vertical)
                .build();
        lines.getStyler().setXAxisLogarithmic(true);
        lines.getStyler().setYAxisMin(0.0);
        lines.getStyler().setLegendPosition(LegendPosition.OutsideS);
    }

    /** Adds a line. Both lists have the same length. */
    void add(Load load, List<? extends Number> x, List<? extends Number> y) {
        lines.addSeries(load.title(), x, y);
    }

    void writeTo(Path file) throws IOException {
        BitmapEncoder.saveBitmap(lines, file.toString(), BitmapFormat.PNG);
    }
}
