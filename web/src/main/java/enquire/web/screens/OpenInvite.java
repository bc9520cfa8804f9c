package enquire.web.screens;

/**
 * An invite that was made on this computer and that somebody can still use.
 *
 * @param name how its id begins
 * @param gives the role that it gives, or that it is for another computer of this person
 * @param life when it was made, and until when it works
 * @param takeBackAction POST: from then on nobody joins by it
 */
public record OpenInvite(String name, String gives, String life, String takeBackAction) {}
