// What travels on the live socket, /{wiki}/-/live, as JSON text frames. One connection per tab.
// A ChangeSet is in CodeMirror's own JSON; positions are UTF-16 code units.

/** The JSON form of a ChangeSet. */
export type ChangesJson = unknown;

/** First frame of a connection: what the tab wants and where it stood, if it was here before. */
export interface OpenFrame {
  type: "open";
  /** Empty for a page that is not made yet; then the title says which. */
  page: string;
  title: string;
  tab: string;
  line: string | null;
  version: number | null;
  /** Version token of the confirmed text, for a line that is gone. */
  token: string | null;
}

export interface PushFrame {
  type: "push";
  /** The version the first update is based on. */
  version: number;
  updates: { number: number; changes: ChangesJson }[];
}

export interface PresenceFrame {
  type: "presence";
  anchor: number;
  head: number;
  version: number;
}

export type TabFrame = OpenFrame | PushFrame | PresenceFrame;

/** Answers open, and replaces the text when the line is gone. Holds this tab's updates up to `last`. */
export interface TextFrame {
  type: "text";
  page: string;
  title: string;
  line: string;
  version: number;
  token: string;
  text: string;
  /** Number of the last of this tab's updates that is in the text and on disk; 0 for none. */
  last: number;
  /** From the confirmed text that the tab named to this text; null if that was unknown. */
  rebase: ChangesJson | null;
}

/** Steps of the line, all on disk, this tab's own among them. */
export interface UpdatesFrame {
  type: "updates";
  /** The version before the first of them. */
  version: number;
  updates: { tab: string | null; number: number; changes: ChangesJson; author: string; color: number }[];
}

/** The tab's updates up to this number are on disk. */
export interface AckFrame {
  type: "ack";
  number: number;
  version: number;
  /** Token of the text at that version, if the node says it. */
  token?: string;
}

/** A push was based on an older version. What is missing follows. */
export interface StaleFrame {
  type: "stale";
  version: number;
}

export interface Person {
  tab: string;
  name: string;
  color: number;
  anchor: number;
  head: number;
  version: number;
  /** Whether this person is on this computer. */
  here: boolean;
}

/** Everybody on the page, the whole list each time. */
export interface PeopleFrame {
  type: "presence";
  people: Person[];
}

export interface PageFrame {
  type: "page";
  event: "renamed" | "deleted" | "restored";
  title: string;
  by: string;
}

/** Edits of others that came in after time apart. */
export interface MergedFrame {
  type: "merged";
  /** How many, by name. */
  edits: Record<string, number>;
  /** Of their author, 1 to 6. */
  color: number;
  /** Token of the version until then. */
  before: string;
}

/** In so many places two people changed one sentence while apart; which, the API says. */
export interface OverlapsFrame {
  type: "overlaps";
  places: number;
}

export interface StatusFrame {
  type: "status";
  state: string;
  words: string;
}

/** This person may write again. */
export interface WritableFrame {
  type: "writable";
}

export interface ProblemFrame {
  type: "problem";
  /** The type of the frame that this answers; empty if that could not be read. */
  about: string;
  /** Whether the same may be taken later (the disk was full); else it would be refused again. */
  again: boolean;
  /** Whether the text can be suggested instead: this person may only read now. */
  suggest: boolean;
  /** Whether this person is in the wiki no more: a new invite leads back. */
  out: boolean;
  title: string;
  detail: string;
}

export type NodeFrame =
  | TextFrame
  | UpdatesFrame
  | AckFrame
  | StaleFrame
  | PeopleFrame
  | PageFrame
  | MergedFrame
  | OverlapsFrame
  | StatusFrame
  | WritableFrame
  | ProblemFrame;
