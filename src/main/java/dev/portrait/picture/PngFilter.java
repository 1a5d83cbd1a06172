package dev.portrait.picture;

/** What was done to a row of bytes so that it deflates better (PNG third edition, section 9). */
final class PngFilter {

    private PngFilter() {}

    /**
     * @param row as it was inflated, and as it was before the filter afterwards
     * @param above the row over it, zeros over the first
     * @param distance from a byte to that of the pixel before
     */
    static void undo(int filter, byte[] row, byte[] above, int distance) throws PictureFault {
        switch (filter) {
            case 0 -> {}
            case 1 -> left(row, distance);
            case 2 -> up(row, above);
            case 3 -> average(row, above, distance);
            case 4 -> paeth(row, above, distance);
            default -> throw PictureFault.damaged();
        }
    }

    private static void left(byte[] row, int distance) {
        for (int i = distance; i < row.length; i++) {
            row[i] += row[i - distance];
        }
    }

    private static void up(byte[] row, byte[] above) {
        for (int i = 0; i < row.length; i++) {
            row[i] += above[i];
        }
    }

    private static void average(byte[] row, byte[] above, int distance) {
        for (int i = 0; i < Math.min(distance, row.length); i++) {
            row[i] += (byte) ((above[i] & 0xff) >> 1);
        }
        for (int i = distance; i < row.length; i++) {
            row[i] += (byte) (((row[i - distance] & 0xff) + (above[i] & 0xff)) >> 1);
        }
    }

    private static void paeth(byte[] row, byte[] above, int distance) {
        for (int i = 0; i < Math.min(distance, row.length); i++) {
            row[i] += above[i];
        }
        for (int i = distance; i < row.length; i++) {
            row[i] += (byte) nearest(row[i - distance] & 0xff, above[i] & 0xff, above[i - distance] & 0xff);
        }
    }

    private static int nearest(int left, int up, int corner) {
        int fromLeft = Math.abs(up - corner);
        int fromUp = Math.abs(left - corner);
        int fromCorner = Math.abs(left + up - 2 * corner);
        if (fromLeft <= fromUp && fromLeft <= fromCorner) {
            return left;
        }
        return fromUp <= fromCorner ? up : corner;
    }
}
