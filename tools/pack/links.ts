import { posix } from "node:path";
import { links, withTargets } from "../site/markdown";
import { isExternal, repositoryUrl } from "../site/pages";

/** A Markdown page whose links into the repository lead there from anywhere. Links within the page stay as they are. */
export function withAbsoluteLinks(page: string, ref: string): string {
  return withTargets(page, (target) =>
    isExternal(target) || target.startsWith("#") ? target : `${repositoryUrl()}/blob/${ref}/${posix.normalize(target)}`,
  );
}

/** Where the links of a packed page lead to in the repository; links elsewhere are left out. */
export function repositoryTargets(page: string): string[] {
  const blob = `${repositoryUrl()}/blob/`;
  return links(page)
    .filter(({ target }) => target.startsWith(blob))
    .map(({ target }) => target.slice(blob.length).split("/").slice(1).join("/"));
}
