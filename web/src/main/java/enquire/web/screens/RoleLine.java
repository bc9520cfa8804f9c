package enquire.web.screens;

/**
 * What a member may do.
 *
 * @param name of the role: "writer"
 * @param may "read and edit every page, and invite readers and relays"
 * @param usual whether a form begins with it
 */
public record RoleLine(String name, String may, boolean usual) {}
