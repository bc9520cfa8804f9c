package enquire.storage;

/**
 * Is told of each transaction of a wiki, on the thread that writes. A simulation makes disks fail
 * and computers stop here: what is thrown before the commit takes the transaction back.
 */
public interface Transactions {

    /** Nobody wants to know. */
    Transactions UNWATCHED =
            new Transactions() {
                @Override
                public void committing() {}

                @Override
                public void committed() {}
            };

    /** Everything is written and nothing is committed. */
    void committing();

    /** It is on disk, and nobody was told. */
    void committed();
}
