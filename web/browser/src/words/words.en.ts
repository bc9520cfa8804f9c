// What the scripts say in English.
// Rules: computer, page, edit, peer; sentence case; what happened, what is safe, what to do.
// A sentence is said as a whole, never put together outside of here: other languages order their words
// otherwise.
import { language, total } from "./language";

const { number, plural, listed, time } = language("en-GB");

/** `Bob`, `Bob and Carol`, `Bob, Carol and 3 others`. */
const people = (names: string[]) =>
  listed(names.length > 3 ? [...names.slice(0, 2), `${number(names.length - 2)} others`] : names);

const somebody = (name: string) => name || "Somebody";

export const words = {
  unreachable: "Your node is not answering",
  unreachableReading: (at: Date, today: boolean) =>
    `Your node is not answering. You are reading a copy from ${time(at, today)}.`,
  unreachableEditing:
    "Your node is not answering. Keep writing: your edits are kept in this browser and will be sent when it is back.",
  unreachableOpening: "Your node is not answering. This page opens for writing when it is back.",
  whatItMeans: "What does this mean?",
  storageFailing:
    "This browser cannot store edits. What you write is safe once it says “Saved on this computer”. Keep this tab open until then.",
  changedJustNow: (name: string) => `${somebody(name)} changed this page just now.`,
  changedSince: "Changed since you last read it.",
  editedMeanwhile: (names: string[], sections: number) =>
    sections > 0
      ? plural(sections, {
          one: `${people(names)} edited ${number(sections)} section while you were away.`,
          other: `${people(names)} edited ${number(sections)} sections while you were away.`,
        })
      : `${people(names)} edited the title while you were away.`,
  showChanges: "Show changes",
  update: "Update",
  backInTouch: (sent: number, received: number) => {
    if (sent > 0 && received > 0) {
      return plural(sent, {
        one: `Back in touch. Sent ${number(sent)} edit, received ${number(received)}.`,
        other: `Back in touch. Sent ${number(sent)} edits, received ${number(received)}.`,
      });
    }
    if (sent > 0) return plural(sent, { one: `Back in touch. Sent ${number(sent)} edit.`, other: `Back in touch. Sent ${number(sent)} edits.` });
    if (received > 0) {
      return plural(received, {
        one: `Back in touch. Received ${number(received)} edit.`,
        other: `Back in touch. Received ${number(received)} edits.`,
      });
    }
    return "Back in touch.";
  },
  merged: (edits: Record<string, number>) =>
    plural(total(edits), {
      one: `Merged ${number(total(edits))} edit from ${people(Object.keys(edits))}.`,
      other: `Merged ${number(total(edits))} edits from ${people(Object.keys(edits))}.`,
    }),
  overlap: "Two people changed this line",
  overlaps: (places: number) =>
    plural(places, {
      one: "Two people changed a line of this page while apart. Both texts are here.",
      other: `Two people changed ${number(places)} lines of this page while apart. Both texts are here.`,
    }),
  ofWhom: (name: string, mine: boolean) => (mine ? "Yours" : `${name}'s`),
  keep: (name: string, mine: boolean, otherIsMine: boolean) => (mine ? "Keep mine" : otherIsMine ? "Keep theirs" : `Keep ${name}'s`),
  showOverlap: "Show",
  before: "Before",
  keepBoth: "Keep both",
  kept: "Done.",
  nothingLeft: "nothing",
  couldNotTickOff: "This place stays marked, because your node did not answer. The text is as you chose.",
  saved: "Saved on this computer",
  saving: "Saving",
  inThisBrowser: "In this browser only",
  notStored: "Not stored yet",
  notSaved: "Not saved",
  notTaken: "Not saved yet: see above the text. What you wrote is kept in this tab.",
  notTakenSuggest: "Not saved: you may only read this wiki. What you wrote is safe in this browser; you can suggest it.",
  notTakenSuggestTab: "Not saved: you may only read this wiki. What you wrote is in this tab alone; you can suggest it.",
  wordsInBrowser: "What you wrote is not saved on your node, but it is safe in this browser.",
  wordsInTabAlone: "What you wrote is in this tab alone, because this browser cannot store edits; do not close it.",
  suggestThemHelp:
    "Suggest it: a writer can take it in, and it becomes part of the page under your name. Or an owner or admin can make you a writer again; then it is saved.",
  wordsKept: "Words that you wrote here are kept in this browser, and are not part of this page.",
  wordsCome: "Words that you wrote here are kept in this browser, and come in as soon as the editor is open.",
  bringThemIn: "Bring them in",
  lookAtThem: "Look at them",
  useInvite: "Use an invite",
  readPage: "Read the page",
  suggestThem: "Suggest what I wrote",
  notSuggested: (why: string) => `This was not suggested; what you wrote is still here. ${why}`,
  lostTouch: "This page lost touch with your node. Reload it; your edits are kept in this browser.",
  lostTouchUnstored:
    "This page lost touch with your node, and this browser cannot store edits. Copy what you wrote, then reload this page.",
  reload: "Reload",
  pageFull: (charsMax: number) =>
    `A page holds at most ${number(charsMax)} characters, so this edit was left out. Divide the text into several pages.`,
  opening: "Fetching this page",
  savedAsYouType: "Saved on your node. Edits are saved as you type.",
  savedInBrowser: "Kept in this browser. It is sent when your node answers.",
  previewAway: "Preview returns with your node.",
  renamedBy: (name: string, title: string) => `${somebody(name)} renamed this page to ${title}`,
  deletedBy: (name: string) =>
    `${somebody(name)} deleted this page. You can keep writing: what you write brings it back.`,
  broughtBack: "Your edit brought this page back.",
  restoredBy: (name: string) => `${somebody(name)} restored this page`,
  restorePage: "Restore page",
  hereNow: (names: string[]) => `Here now: ${[...names, "you"].join(", ")}`,
  joined: (name: string) => `${name} is here now`,
  left: (name: string) => `${name} left`,
  you: "you",
  jumpTo: (name: string) => `Go to ${name}'s cursor`,
  giveTitle: "Give the page a title, then write.",
  titleTooLong: (length: number) =>
    `A title has at most 255 characters; this one has ${number(length)}.`,
  titleNotPossible: "Between the slashes of a title there must be a name.",
  alreadyThere: (title: string) => `There is a page called “${title}” already. You are editing it.`,
  writeHere: "Write here. Type [[ to link to a page.",
  createPage: (title: string) => `Create page “${title}”`,
  shiftEnter: "Shift Enter",
  pagesHave: (pages: number) => plural(pages, { one: `${number(pages)} page`, other: `${number(pages)} pages` }),
  blocks: {
    heading: "Heading",
    list: "List",
    task: "Task",
    table: "Table",
    code: "Code",
    quote: "Quote",
    divider: "Divider",
    date: "Date",
    file: "File",
    template: "Template",
  },
  /** What follows the slash when a template is asked for: one word, in small letters. */
  templateSlash: "template",
  column: "Column",
  noTemplates: "No templates yet. A page called Template/Minutes is one.",
  uploading: (name: string, percent: number) => `Uploading ${name} ${percent}%`,
  uploadRefused: (name: string, why: string) => `${name} was not added: ${why} The text is as it was.`,
  fileTooLarge: (name: string, megabytes: number) =>
    `${name} was not added: it is larger than ${number(megabytes)} MB. Make it smaller, or keep it elsewhere and link to it. The text is as it was.`,
  fileUnreadable: (name: string) =>
    `${name} was not added: it could not be read. A folder cannot be added; add its files. The text is as it was.`,
  nodeAwayNoRoom: (name: string) =>
    `${name} was not added: your node is not answering, and this browser has no room to keep it. Add it again when your node is back. The text is as it was.`,
  onlyHere: (name: string) => `${name} is on this computer only`,
  fileRefused: (name: string, why: string) => `${name} waits in this browser, because your node did not take it: ${why}`,
  notPutBack: (name: string) =>
    `This browser has no room to keep ${name} again. It is in this tab only: Undo tries once more, and it is gone when this tab leaves.`,
  stillUploading: "A file is still on its way. This page is done when it has arrived.",
  dismiss: "Dismiss",
  discard: "Discard",
  discarded: (name: string) => `${name} was discarded. Its link is still in the text.`,
  pastedAsMarkdown: "Pasted as Markdown.",
  pasteAsText: "Paste as plain text instead",
  linkNowhere: "Your node is not answering, so the link cannot be followed now.",
  brokenImage: (name: string) => `${name} cannot be shown. It is not a picture, has not arrived yet, or was taken out for good; the text is as it was.`,
  rename: (from: string, to: string) => `Rename “${from}” to “${to}”?`,
  alsoUpdateLinks: (links: number) =>
    plural(links, { one: `Also update ${number(links)} link to this page`, other: `Also update ${number(links)} links to this page` }),
  headingRenamed: (from: string, to: string) => `The heading “${from}” is called “${to}” now`,
  alsoUpdateHeadingLinks: (links: number) =>
    plural(links, { one: `Also update ${number(links)} link to this heading`, other: `Also update ${number(links)} links to this heading` }),
  done: "Done",
  renamePage: "Rename page",
  keepTitle: "Keep the old title",
  renameFailed: (why: string) => `The page keeps its old title: ${why}`,
  couldNotTick: "The task was not changed. Load the page again and try once more.",
  couldNotTickAway: "Your node is not answering. The task was not changed; try again when it is back.",
  undo: "Undo",
  noHeading: (heading: string) => `There is no heading “${heading}” on this page any more.`,
  mapAway: "Your node is not answering. The map returns with it.",
  mapNotDrawn: "This browser cannot draw the map. The list has the same pages.",
  foundOnMap: (pages: number) =>
    pages === 0 ? "No page on this map has that in its title." : plural(pages, { one: `${number(pages)} page found.`, other: `${number(pages)} pages found.` }),
  copied: "Copied",
  couldNotCopy: "This browser does not let the page copy. Select the text and copy it.",
  pageText: "Page text",
  formulaWrong: (why: string) => `This formula cannot be drawn. ${why.replace(/^KaTeX parse error: /, "")}`.slice(0, 300),
  diagram: "Diagram",
  diagramSource: "Show the text of the diagram",
  diagramWrong: "This diagram cannot be drawn. Its text is below.",
  previewOf: (title: string) => `Preview of ${title}`,
  editedBy: (time: Node, author: string): (Node | string)[] => ["Edited ", time, author ? ` by ${author}` : ""],
  palette: "Search or go to a page",
  paletteInput: "Search pages, text and commands",
  results: "Results",
  groups: {
    pinned: "Pinned",
    recent: "Recent",
    pages: "Pages",
    headings: "Headings",
    text: "In the text",
    files: "Files",
    tags: "Tags",
    people: "People",
    commands: "Do",
    help: "What you can type",
  },
  signs: [
    { sign: ">", title: "> commands" },
    { sign: "#", title: "# tags and the pages that have them" },
    { sign: "@", title: "@ people and the pages they edited" },
  ],
  noTag: "No tag begins so.",
  noPerson: "Nobody here is called so.",
  didYouMean: (query: string) => `Did you mean “${query}”?`,
  size: (bytes: number) => {
    if (bytes < 1_000) return plural(bytes, { one: `${number(bytes)} byte`, other: `${number(bytes)} bytes` });
    return bytes < 1e6 ? `${number(Math.floor(bytes / 1_000))} kB` : `${number(bytes / 1e6, 1)} MB`;
  },
  noFile: (name: string) => `No file is called “${name}”, and no page contains it.`,
  noResults: (query: string) => `No page contains “${query}”.`,
  keys: { escape: "Esc", enter: "Enter", control: "Ctrl", shift: "Shift" },
  hintMove: "move",
  hintOpen: "open",
  hintResults: "all results",
  hintCreate: "create",
  hintCommands: "commands",
  hintHelp: "more",
  close: "Close (Esc)",
  closeBeside: "Close this column",
  /** On a phone, where there is no key. */
  cancel: "Cancel",
  /** What CodeMirror says by itself. */
  phrases: {
    Find: "Find",
    Replace: "Replace",
    next: "next",
    previous: "previous",
    all: "all",
    "match case": "match case",
    regexp: "regexp",
    "by word": "by word",
    replace: "replace",
    "replace all": "replace all",
    close: "close",
    "current match": "current match",
    "on line": "on line",
    "replaced match on line $": "replaced match on line $",
    "replaced $ matches": "replaced $ matches",
    "Go to line": "Go to line",
    go: "go",
    Completions: "Completions",
    "Selection deleted": "Selection deleted",
    "Control character": "Control character",
  },
  site: {
    found: (pages: number) => plural(pages, { one: "1 page", other: `${number(pages)} pages` }),
    none: (query: string) => `No page contains “${query}”.`,
    incomplete: "The files of the search could not be read, so nothing was looked for. They stand in the folder “search” of this site.",
    more: "More",
  },
  commands: {
    home: "Go to the home page",
    changes: "Recent changes",
    pages: "All pages",
    wanted: "Wanted pages",
    orphans: "Orphans: pages that nobody links to",
    tags: "Tags",
    map: "Map of pages",
    templates: "New page from a template",
    deleted: "Deleted pages",
    rename: "Rename this page",
    move: "Move this page",
    duplicate: "Duplicate this page",
    pin: "Pin or unpin this page",
    merge: "Merge this page into another one",
    split: "Split this page at headings",
    delete: "Delete this page",
    sync: "Peers and sync",
    mirror: "Folder",
    import: "Import pages",
    export: "Export this wiki",
    edit: "Edit this page",
    history: "History of this page",
    links: "All links to this page",
    new: "New page",
    theme: "Switch between light and dark",
    settings: "Settings",
    help: "Keys and Markdown",
  },
};
