import { posix } from "node:path";

const REPOSITORY = "https://github.com/cdktf-trading-platform/cdktf-trading-platform/blob";

/** A Markdown page whose links into the repository lead there from anywhere. Links within the page stay as they are. */
export function withAbsoluteLinks(page: string, ref: string): string {
  return page.replace(/\]\((?!https?:|#|mailto:)([^)\s]+)\)/g, (_, target: string) => `](${REPOSITORY}/${ref}/${posix.normalize(target)})`);
}

/** Where the links of a packed page lead to in the repository; links elsewhere are left out. */
export function repositoryTargets(page: string): string[] {
  return [...page.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target as string)
    .filter((target) => target.startsWith(REPOSITORY))
    .map((target) => target.slice(REPOSITORY.length).split("/").slice(2).join("/"));
}
