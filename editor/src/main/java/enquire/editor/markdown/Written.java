package enquire.editor.markdown;

import java.util.List;

/**
 * Who wrote which part of a page's text.
 *
 * @param stretches in order, not overlapping
 * @param writers named by the stretches
 * @param prefix begins the names of all classes that the renderer marks with, so that no raw HTML
 *     of the page can pose as such a mark: drawn by chance for each use
 */
public record Written(List<Stretch> stretches, List<Writer> writers, String prefix) {

    /**
     * @param from first UTF-16 unit of the page's text
     * @param to behind the last one
     * @param writer index
     */
    public record Stretch(int from, int to, int writer) {}

    /**
     * @param name plain text
     * @param color 1 to 6
     */
    public record Writer(String name, int color) {}

    public Written {
        stretches = List.copyOf(stretches);
        writers = List.copyOf(writers);
    }

    /** The index of the first stretch that ends behind this position. */
    int stretchAt(int position) {
        int low = 0;
        int high = stretches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stretches.get(middle).to() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
