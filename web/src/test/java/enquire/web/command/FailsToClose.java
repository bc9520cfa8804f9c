package enquire.web.command;

/** A program that fails while it closes, in a process of its own. */
final class FailsToClose {

    private FailsToClose() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(new StopSignal().run(FailsToClose::serve));
    }

    private static int serve(StopSignal signal) throws InterruptedException {
        System.out.println("ready");
        signal.await();
        throw new IllegalStateException("the disk is gone");
    }
}
