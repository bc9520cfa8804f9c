package enquire.sync.nearby;

/**
 * What may come from one local network before it is left alone for a while. The library keeps
 * whatever anybody says there, as long as he says that it is to be kept.
 *
 * @param answersPerSecond services of ours that appear or change: a room of a hundred people who
 *     all open their laptops at once (a guess)
 * @param records in the library's memory: ten for each device of a large office; some 500 bytes
 *     each (a guess)
 */
record FloodLimits(int answersPerSecond, int records) {

    static final FloodLimits USUAL = new FloodLimits(200, 5_000);
}
