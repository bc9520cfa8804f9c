/**
 * Measures the targets on the machine at hand, with real nodes in processes of their own, and
 * prints the run's own limits (disk flush, loopback, bare Jetty) beside our figures. Run by {@code
 * bench/run}; the output stands in {@code docs/PERFORMANCE.md}.
 */
@NullMarked
package enquire.bench;

import org.jspecify.annotations.NullMarked;
