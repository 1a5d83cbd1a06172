package dev.portrait.benchmark.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A line for each load, over the powers of a number. */
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

    /** Draws one line; both lists are equally long. */
    void add(Load load, List<? extends Number> across, List<? extends Number> up) {
        lines.addSeries(load.title(), across, up);
    }

    void writeTo(Path file) throws IOException {
        BitmapEncoder.saveBitmap(lines, file.toString(), BitmapFormat.PNG);
    }
}
