declare module "turndown-plugin-gfm" {
  import type TurndownService from "turndown";
  /** Tables, struck out words, task lists and highlighted code. */
  export const gfm: TurndownService.Plugin;
}
