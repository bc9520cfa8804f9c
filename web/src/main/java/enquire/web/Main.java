package enquire.web;

import enquire.web.command.EnquireCommand;
import enquire.web.logging.LibraryNotices;

/** Where the program begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        LibraryNotices.silence();
        System.exit(EnquireCommand.run(arguments, System.out, System.err, System.getenv()));
    }
}
