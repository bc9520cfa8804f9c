package enquire.web;

import java.util.ArrayList;
import java.util.List;

/** A program of which one thread takes all memory and swallows the error, as many do. */
public final class FillsMemory {

    /** Large enough to fill the heap soon. */
    private static final int PART_BYTES = 1 << 20;

    private FillsMemory() {}

    /** Ends with exit code 0 if nothing ended it before. */
    public static void main(String[] arguments) throws InterruptedException {
        Thread thread = Thread.ofPlatform().start(FillsMemory::fill);
        thread.join();
        System.out.println("goes on");
    }

    private static void fill() {
        List<byte[]> taken = new ArrayList<>();
        try {
            while (true) {
                taken.add(new byte[PART_BYTES]);
            }
        } catch (OutOfMemoryError swallowed) {
            taken.clear();
        }
    }
}
