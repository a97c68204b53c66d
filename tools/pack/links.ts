import { posix } from "node:path";
import { links, withTargets } from "../site/markdown";
import { isExternal, repositoryUrl } from "../site/pages";

/** A Markdown page whose links into the repository lead there from anywhere, and whose pictures are the files themselves. Links within the page stay as they are. */
export function withAbsoluteLinks(page: string, ref: string): string {
  return withTargets(page, (target, image) =>
    isExternal(target) || target.startsWith("#")
      ? target
      : `${repositoryUrl()}/${image ? "raw" : "blob"}/${ref}/${posix.normalize(target)}`,
  );
}

/** Where the links of a packed page lead to in the repository; links elsewhere are left out. */
export function repositoryTargets(page: string): string[] {
  return links(page).flatMap(({ target, image }) => {
    const start = `${repositoryUrl()}/${image ? "raw" : "blob"}/`;
    return target.startsWith(start) ? [target.slice(start.length).split("/").slice(1).join("/")] : [];
  });
}
