package enquire.web.vault;

/** Is told how far an import is; called often, from any thread, must not block for long. */
@FunctionalInterface
public interface ImportProgress {
    void at(ImportStep step, int done, int of);
}
