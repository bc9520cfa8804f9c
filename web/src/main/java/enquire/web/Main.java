package enquire.web;

import enquire.web.command.EnquireCommand;

/** Where the program begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(EnquireCommand.run(arguments, System.out, System.err, System.getenv()));
    }
}
