package enquire.web.command;

/** How many, in the English of the command line. */
final class Counted {

    private Counted() {}

    /** {@code 1 page}, {@code 2 pages}. */
    static String of(long number, String noun) {
        return "%,d %s".formatted(number, number == 1 ? noun : noun + "s");
    }
}
