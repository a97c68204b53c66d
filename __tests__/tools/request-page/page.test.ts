import { readFileSync } from "node:fs";
import { join } from "node:path";
import { page } from "../../../tools/request-page/page";
import { simulatedExamples } from "../../../tools/request-page/requests";
import { PROJECT } from "../../../tools/support/paths";

describe("the guide about one request", () => {
  const examples = simulatedExamples();
  const written = page(examples);

  test("is current: else npm run request-page writes it anew", () => {
    expect(readFileSync(join(PROJECT, "docs/guides/what-happens-to-one-request.md"), "utf8")).toBe(written);
  });

  test("has a section for each request, to which its summary points", () => {
    const anchors = [...written.matchAll(/\]\(#([\w-]+)\)/g)].map(([, name]) => name);
    const headings = [...written.matchAll(/^## (.+)$/gm)].map(([, title]) =>
      title!
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );
    expect(anchors).toHaveLength(examples.length);
    expect(headings).toEqual(expect.arrayContaining(anchors));
  });

  test("shows no secret and nothing that only Terraform knows", () => {
    expect(written).not.toContain("${");
  });
});
